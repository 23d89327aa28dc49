import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { dayInParis } from '../../src/graphql/context.ts';
import { schemaChanges } from './schemaChanges.ts';

const RELEASED = join(packageRoot, 'schema', 'released', 'schema.graphql');
/** The breaking changes of the next release, by path, each with its reason. */
const ACCEPTED = join(packageRoot, 'schema', 'released', 'accepted.yaml');
const HEAD =
  '# The schema of the last release: `npm run release:schema` writes it, `npm run diff:schema` compares with it.\n';
const ACCEPTED_HEAD =
  '# The breaking changes of the next minor version, by path, with their reasons. Only before 1.0.0: CHANGELOG.md, Upgrade, has each.\n';
const { check } = new Command('npm run release:schema --')
  .description('Makes the present schema the released one, unless that would break a client of the released one.')
  .option('--check', 'write nothing, only compare: npm run diff:schema')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: true }>();

const present = await readFile(join(packageRoot, 'schema', 'schema.graphql'), 'utf8');
const accepted = z.record(z.string(), z.string().min(1)).parse(parse(await readFile(ACCEPTED, 'utf8')));
const changes = await schemaChanges(
  await readFile(RELEASED, 'utf8'),
  present,
  dayInParis(new Date()),
  Object.keys(accepted),
);
for (const sentence of changes.dangerous) console.log(`dangerous  ${sentence}`);
for (const sentence of changes.accepted) console.log(`accepted   ${sentence}`);
for (const sentence of changes.breaking) console.log(`breaking   ${sentence}`);
for (const path of changes.unused) console.log(`unused     ${path}: no breaking change`);
const counts = `${changes.breaking.length} breaking, ${changes.accepted.length} accepted, ${changes.dangerous.length} dangerous, ${changes.others.length} other`;
console.log(`Since the last release of the schema: ${counts} changes.`);

if (changes.breaking.length > 0) {
  console.log(
    'Keep these elements. Deprecate them with the day after which they may be removed, and remove them after that day.',
  );
}
if (changes.unused.length > 0) console.log('Remove the unused paths from schema/released/accepted.yaml.');
if (changes.breaking.length + changes.unused.length > 0) process.exit(1);
if (!check) {
  await writeFile(RELEASED, present.replace(/^#.*\n/, HEAD));
  await writeFile(ACCEPTED, `${ACCEPTED_HEAD}{}\n`);
}
