import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot, packageVersion } from '../../src/config/packageRoot.ts';
import { dayInParis } from '../../src/graphql/context.ts';
import { RELEASED, releasedSchemas } from './releasedSchemas.ts';
import { schemaChanges } from './schemaChanges.ts';

const { check } = new Command('npm run release:schema --')
  .description(
    'Makes the present schema that of the present version, unless that would break a client of the last released one.',
  )
  .option('--check', 'write nothing, only compare: npm run diff:schema')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: true }>();

const present = await readFile(join(packageRoot, 'schema', 'schema.graphql'), 'utf8');
const last = releasedSchemas().at(-1);
if (!last) throw new Error(`${RELEASED} has no released schema.`);
const changes = await schemaChanges(last.sdl, present, dayInParis(new Date()));
for (const { path, sentence } of changes.dangerous) console.log(`dangerous  ${path}: ${sentence}`);
for (const { path, sentence } of changes.breaking) console.log(`breaking   ${path}: ${sentence}`);
console.log(
  `Since the schema of ${last.version}: ${changes.breaking.length} breaking, ${changes.dangerous.length} dangerous, ${changes.others.length} other changes.`,
);
// A new major version may break clients. docs/schema-changes.md then lists each change.
const isMajor = packageVersion().split('.')[0] !== last.version.split('.')[0];
if (changes.breaking.length > 0 && !isMajor) {
  console.log(
    'Keep these elements. Deprecate them with the day after which they may be removed, and remove them after that day.',
  );
  process.exit(1);
}
if (!check) await writeFile(join(RELEASED, `${packageVersion()}.graphql`), present.replace(/^#.*\n\n?/, ''));
