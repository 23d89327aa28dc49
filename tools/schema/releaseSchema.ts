import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { dayInParis } from '../../src/graphql/context.ts';
import { RELEASED, releasedSchemas } from './releasedSchemas.ts';
import { schemaChanges } from './schemaChanges.ts';

const command = new Command('npm run release:schema --')
  .description('Releases the present schema, unless it would break a client of the last released one.')
  .argument('[version]', 'the version of the schema, such as 1.1.0. Only a new major version may break clients')
  .option('--check', 'write nothing, only compare: npm run diff:schema')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();
const { check } = command.opts<{ check?: true }>();
const [version = ''] = command.args;
if (!check && !/^\d+\.\d+\.\d+$/.test(version)) {
  command.error(`error: the version '${version}' is invalid. Give three numbers, such as 1.1.0`);
}

const present = await readFile(join(packageRoot, 'schema', 'schema.graphql'), 'utf8');
const last = releasedSchemas().at(-1);
if (!last) throw new Error(`${RELEASED} has no released schema.`);
const changes = await schemaChanges(last.sdl, present, dayInParis(new Date()));
for (const { path, sentence } of changes.dangerous) console.log(`dangerous  ${path}: ${sentence}`);
for (const { path, sentence } of changes.breaking) console.log(`breaking   ${path}: ${sentence}`);
console.log(
  `Since the schema of ${last.version}: ${changes.breaking.length} breaking, ${changes.dangerous.length} dangerous, ${changes.others.length} other changes.`,
);
// docs/schema-changes.md lists the breaking changes of a new major version.
const isMajor = !check && version.split('.')[0] !== last.version.split('.')[0];
if (changes.breaking.length > 0 && !isMajor) {
  console.log(
    'Keep these elements. Deprecate them with the day after which they may be removed, and remove them after that day.',
  );
  process.exit(1);
}
if (!check) await writeFile(join(RELEASED, `${version}.graphql`), present.replace(/^#.*\n\n?/, ''));
