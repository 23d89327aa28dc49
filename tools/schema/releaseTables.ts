import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import { toTableSchema } from '../../src/openData/toTableSchema.ts';
import { TABLES } from '../../src/publishing/catalogue.ts';
import { describedChanges } from '../../src/publishing/releaseDiff/changesTable.ts';
import { FIRST_VERSION, RELEASED_TABLES, releasedTable } from '../../src/publishing/tableSchemas.ts';
import { nextVersion, tableChanges } from './tableChanges.ts';

const command = new Command('npm run release:tables --')
  .description('Releases the present Table Schemas, each with its next version.')
  .option('--check', 'write nothing, only compare')
  .option('--major <table...>', 'the tables that may get a new major version, because their columns change', [])
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();
const { check, major } = command.opts<{ check?: true; major: string[] }>();
const tables = [...TABLES, describedChanges];
const removed = check ? [] : major.filter((name) => !tables.some((table) => table.name === name));
if (removed.length > 0) command.error(`error: there is no table ${removed.join(', ')}`);

let rejected = 0;
const files: [string, object][] = [];
for (const table of tables) {
  const schema = toTableSchema(table);
  const before = releasedTable(table.name);
  const changes = before ? tableChanges(before, schema) : { breaking: [], additions: [] };
  for (const sentence of changes.additions) console.log(`addition   ${sentence}`);
  for (const sentence of changes.breaking) console.log(`breaking   ${sentence}`);
  if (!major.includes(table.name)) rejected += changes.breaking.length;
  const { version = FIRST_VERSION, ...former } = before ?? {};
  if (before && isDeepStrictEqual(former, JSON.parse(JSON.stringify(schema)))) continue;
  files.push([table.name, { ...schema, version: before ? nextVersion(version, changes) : version }]);
}
if (rejected > 0) {
  console.log(
    'Keep the released columns, and add new ones last. To change a column all the same, announce it (docs/open-data.md, Changes of columns), then run: npm run release:tables -- --major <table>',
  );
  process.exit(1);
}
console.log(
  `Table Schemas: ${tables.length} tables, ${files.length} changed since their release, none breaks readers.`,
);
if (!check) {
  await mkdir(RELEASED_TABLES, { recursive: true });
  for (const [name, schema] of files) {
    await writeFile(join(RELEASED_TABLES, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}
