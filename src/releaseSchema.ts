import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayInParis } from './foundation/context.ts';
import { packageRoot } from './foundation/packageRoot.ts';
import { schemaChanges } from './schemaChanges.ts';

// `npm run diff:schema` compares the schema with that of the last release, and refuses what would break its clients;
// `npm run release:schema` makes it that of the last release, on the same condition.
const RELEASED = join(packageRoot, 'schema', 'released', 'schema.graphql');
const HEAD =
  '# The schema of the last release: `npm run release:schema` writes it, `npm run diff:schema` compares with it.\n';
const check = process.argv.includes('--check');

const present = await readFile(join(packageRoot, 'schema', 'schema.graphql'), 'utf8');
const changes = await schemaChanges(await readFile(RELEASED, 'utf8'), present, dayInParis(new Date()));
for (const sentence of changes.dangerous) console.log(`dangerous  ${sentence}`);
for (const sentence of changes.breaking) console.log(`breaking   ${sentence}`);
const told = `${changes.breaking.length} breaking, ${changes.dangerous.length} dangerous, ${changes.others.length} other`;
console.log(`Since the last release of the schema: ${told} changes.`);

if (changes.breaking.length > 0) {
  console.log('Keep what is there, deprecate it with the day after which it may go, and remove it after that day.');
  process.exit(1);
}
if (!check) await writeFile(RELEASED, present.replace(/^#.*\n/, HEAD));
