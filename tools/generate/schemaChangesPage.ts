import { type ReleasedSchema, releasedSchemas } from '../schema/releasedSchemas.ts';
import { type SchemaChange, schemaChanges } from '../schema/schemaChanges.ts';
import { markdownTable, page } from './page.ts';

/** `docs/schema-changes.md`: what each release changed in the GraphQL schema, the newest first. */
export async function schemaChangesPage(): Promise<string> {
  const released = releasedSchemas();
  const sections = released.slice(1).map((schema, index) => sectionOf(schema, released[index] ?? schema));
  return page(
    'Changes of the schema',
    'schema/released/',
    [
      'This page lists what each release of the software changed in the GraphQL schema: first what a client must change, with the',
      'replacement, then what may surprise a client, then what is new. Changes of descriptions are left out. The promises of the',
      'schema are in [api.md](api.md#compatibility).',
    ],
    (await Promise.all(sections.reverse())).join('\n\n'),
  );
}

async function sectionOf({ version, sdl, replacements }: ReleasedSchema, before: ReleasedSchema): Promise<string> {
  // Elements were released as deprecated before the day of their removal: the day of the comparison does not matter here.
  const { breaking, dangerous, others } = await schemaChanges(before.sdl, sdl, '0000-01-01');
  const used = new Set<string>();
  const rows = breaking.map((change) => {
    const key = pathsAbove(change.path).find((each) => each in replacements);
    if (key !== undefined) used.add(key);
    const replacement = key === undefined ? replacementByType(change.sentence) : (replacements[key] ?? '');
    return [`\`${change.path}\``, change.sentence, replacement];
  });
  const file = `schema/released/${version}.yaml`;
  const without = rows.filter(([, , replacement]) => replacement === '').map(([path]) => path);
  if (without.length > 0) throw new Error(`${file} has no replacement for ${without.join(', ')}`);
  const unused = Object.keys(replacements).filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`${file} has paths without a breaking change: ${unused.join(', ')}`);
  return [
    `## ${version}, since ${before.version}`,
    part('What a client must change', ['Element', 'Change', 'Use instead'], rows),
    part('What may surprise a client', ['Element', 'Change'], rowsOf(dangerous)),
    part('What is new', ['Type', 'Elements'], newElements(others)),
  ].join('');
}

/** A path and those of the elements that contain it: `Query.startup.slug`, `Query.startup`, `Query`. */
function pathsAbove(path: string): string[] {
  const names = path.split('.');
  return names.map((_name, index) => names.slice(0, names.length - index).join('.'));
}

/** The replacement for a change of a type, as a sentence; an empty text if no rule covers the change. */
function replacementByType(sentence: string): string {
  const [, before = '', after = ''] = /changed type from '(.*)' to '(.*)'$/.exec(sentence) ?? [];
  if (/Payload!$/.test(after)) return 'Select the record inside the payload.';
  if (/Connection!?$/.test(after) && !before.includes('Connection')) return 'Select the items in `nodes`.';
  if (/BigInt/.test(after)) return 'A number up to 2^53 − 1. Map the scalar in code generators.';
  if (/String/.test(before)) return 'The values are those of the enum.';
  return before === `${after}!` ? 'The value can be null.' : '';
}

function part(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `\n\n### ${title}\n\n${markdownTable(header, rows)}`;
}

function rowsOf(changes: readonly SchemaChange[]): string[][] {
  return changes.map(({ path, sentence }) => [`\`${path}\``, sentence]);
}

/** The added elements by type. A new type stands for its fields. */
function newElements(changes: readonly SchemaChange[]): string[][] {
  const added = changes.filter(({ sentence }) => / was added/.test(sentence)).map(({ path }) => path);
  const types = new Set(added.filter((path) => !path.includes('.')));
  const byType = new Map<string, Set<string>>();
  for (const path of added) {
    const [type = '', ...rest] = path.split('.');
    const elements = byType.get(type) ?? new Set();
    byType.set(type, elements);
    if (!types.has(type)) elements.add(`\`${rest.join('.')}\``);
  }
  return [...byType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, elements]) => [`\`${type}\``, types.has(type) ? 'the whole type' : [...elements].join(', ')]);
}
