import type { GraphQLSchema } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import type { TestRegister } from '../support/register.ts';
import { executeOperation } from './executeOperation.ts';

/** How a query reaches one object of each type: `%` stands for the selection. */
const PATHS: Readonly<Record<string, string>> = {
  Query: '{ % }',
  Snapshot: '{ at(asOf: { version: 1 }) { % } }',
  Entity: '{ entities(first: 100) { nodes { % } } }',
  Mission: '{ missions(first: 100) { nodes { % } } }',
  Theme: '{ themes(first: 100) { nodes { % } } }',
  Startup: '{ startups(first: 100) { nodes { % } } }',
  Service: '{ services(first: 100) { nodes { % } } }',
  Agreement: '{ startups(first: 100) { nodes { agreements(first: 5) { nodes { % } } } } }',
  ImportSource: '{ importSources { % } }',
  JournalEntry: '{ journalEntry(version: 1) { % } }',
  Publication: '{ publications(first: 1) { nodes { % } } }',
  Release: '{ releases(first: 1) { nodes { % } } }',
};

/** The required arguments of some connections. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Query.search': 'text: "service"',
  'Snapshot.search': 'text: "service"',
};

/** All connections of a schema, as `Type.field`. */
export function connectionsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
          .map(({ name }) => `${type.name}.${name}`)
      : [],
  );
}

interface ReadPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * Reads the pages of a connection forward and backward, of the object that has the most items. Returns what is wrong: both directions
 * must give the whole list in one order, with the right page info.
 */
export async function problemsOf(register: TestRegister, connection: string): Promise<string[]> {
  const [type = '', field = ''] = connection.split('.');
  const path = PATHS[type];
  if (path === undefined) return [`${connection}: no path to ${type}`];
  const read = async (given: string): Promise<ReadPage[]> => {
    const list = [ARGUMENTS[connection], given].filter(Boolean).join(', ');
    const page = `found: ${field}(${list}) { totalCount edges { cursor node { __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
    const { answer } = await executeOperation(register, path.replace('%', page), {});
    if (answer.errors) throw new Error(`${connection}: ${JSON.stringify(answer.errors)}`);
    return pagesIn(answer.data);
  };
  const objects = await read('first: 100');
  const at = objects.reduce((best, each, index) => (each.totalCount > (objects[best]?.totalCount ?? -1) ? index : best), 0);
  const whole = objects[at];
  if (!whole) return [];
  const cursors = whole.edges.map(({ cursor }) => cursor);
  const problems: string[] = [];
  const expectPage = (name: string, found: ReadPage | undefined, expected: { cursors: string[]; next: boolean; previous: boolean }) => {
    const shown = {
      cursors: found?.edges.map(({ cursor }) => cursor),
      next: found?.pageInfo.hasNextPage,
      previous: found?.pageInfo.hasPreviousPage,
    };
    if (JSON.stringify(shown) !== JSON.stringify(expected)) problems.push(`${connection}, ${name}: ${JSON.stringify(shown)} instead of ${JSON.stringify(expected)}`);
    if (found && (found.pageInfo.startCursor !== (expected.cursors[0] ?? null) || found.pageInfo.endCursor !== (expected.cursors.at(-1) ?? null)))
      problems.push(`${connection}, ${name}: cursors ${JSON.stringify(found.pageInfo)}`);
  };
  const count = cursors.length;
  const isCut = whole.totalCount > count;
  expectPage('all', whole, { cursors, next: isCut, previous: false });
  const page = async (given: string) => (await read(given))[at];
  if (!isCut) expectPage('last', await page('last: 2'), { cursors: cursors.slice(-2), next: false, previous: count > 2 });
  expectPage('first', await page('first: 1'), { cursors: cursors.slice(0, 1), next: whole.totalCount > 1, previous: false });
  if (count < 2) return problems;
  const [second, last] = [JSON.stringify(cursors[1]), JSON.stringify(cursors.at(-1))];
  expectPage('before', await page(`last: 1, before: ${second}`), { cursors: cursors.slice(0, 1), next: true, previous: false });
  expectPage('after', await page(`first: 1, after: ${JSON.stringify(cursors[0])}`), {
    cursors: cursors.slice(1, 2),
    next: whole.totalCount > 2,
    previous: true,
  });
  expectPage('between', await page(`first: 100, after: ${JSON.stringify(cursors[0])}, before: ${last}`), {
    cursors: cursors.slice(1, -1),
    next: false,
    previous: true,
  });
  return problems;
}

/** Reads all connections of the schema. */
export async function problemsOfConnections(register: TestRegister): Promise<string[]> {
  const problems: string[] = [];
  for (const connection of connectionsOf(await buildApiSchema())) problems.push(...(await problemsOf(register, connection)));
  return problems;
}

/** The pages under the key `found`, in the order of the response. */
function pagesIn(value: unknown): ReadPage[] {
  if (Array.isArray(value)) return value.flatMap(pagesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'found' ? [each as ReadPage] : pagesIn(each)));
}
