import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify from 'fastify';
import { GraphQLScalarType } from 'graphql';
import mercurius, { type MercuriusLoaders } from 'mercurius';
import pg from 'pg';

/** Mercurius as its documentation recommends: compiled documents (`jit: 1`), loaders with one prepared statement per relation. */
const { DATABASE_URL = '', POOL_SIZE = '20' } = process.env;
// Dates stay text, so they are not parsed and formatted again.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options: '-c timezone=UTC' });

type Row = Record<string, unknown>;

async function rows(name: string, text: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>({ name, text, values })).rows;
}

const STARTUP = `s.id, s.slug, s.name, s.pitch, s.contact, s.accessibility, s.topics, s.technologies, s.updated_at AS "updatedAt"`;
const ENTITY = `e.id, e.slug, e.name, e.acronym, e.kind, e.ministry_domain AS "ministryDomain", e.website, e.parent_id`;
const IN_PHASE = `EXISTS (SELECT FROM phase p WHERE p.startup_id = s.id AND p.name = $2
  AND p.in_force_from <= CURRENT_DATE AND p.in_force_until > CURRENT_DATE)`;

const resolvers = {
  Date: new GraphQLScalarType({ name: 'Date' }),
  DateTime: new GraphQLScalarType({
    name: 'DateTime',
    serialize: (at) => (at instanceof Date ? at.toISOString() : at),
  }),
  Query: {
    startups: (_root: unknown, { first, phase }: { first: number; phase?: string }) =>
      phase === undefined
        ? rows('flat', `SELECT ${STARTUP} FROM startup s ORDER BY s.name_key, s.id LIMIT $1`, [first])
        : rows('in phase', `SELECT ${STARTUP} FROM startup s WHERE ${IN_PHASE} ORDER BY s.name_key, s.id LIMIT $1`, [
            first,
            phase,
          ]),
    startup: async (_root: unknown, { slug }: { slug: string }) =>
      (await rows('by slug', `SELECT ${STARTUP} FROM startup s WHERE s.slug = $1`, [slug]))[0],
  },
};

interface LoaderQuery {
  obj: Row;
}

/** A loader of the rows of each parent, with one statement for all parents. */
function many(name: string, text: string) {
  return async (queries: LoaderQuery[]): Promise<Row[][]> => {
    const byParent = new Map<unknown, Row[]>(queries.map(({ obj }) => [obj.id, []]));
    for (const row of await rows(name, text, [queries.map(({ obj }) => obj.id)])) byParent.get(row.parent)?.push(row);
    return queries.map(({ obj }) => byParent.get(obj.id) ?? []);
  };
}

function entityBy(column: string) {
  return async (queries: LoaderQuery[]): Promise<(Row | null)[]> => {
    const keys = [...new Set(queries.map(({ obj }) => obj[column]))].filter((key) => key !== null);
    const found = await rows('entities', `SELECT ${ENTITY} FROM entity e WHERE e.id = ANY($1::int[])`, [keys]);
    const byKey = new Map(found.map((row) => [row.id, row]));
    return queries.map(({ obj }) => byKey.get(obj[column]) ?? null);
  };
}

const loaders = {
  Startup: {
    phases: many(
      'phases',
      `SELECT startup_id AS parent, name, started_on AS "startedOn", ended_on AS "endedOn", days, comment FROM phase p
       WHERE startup_id = ANY($1::int[]) ORDER BY p.started_on, p.name`,
    ),
    sponsors: many('sponsors', entitiesThrough('startup_sponsor')),
    incubators: many('incubators', entitiesThrough('startup_incubator')),
    services: many(
      'services',
      `SELECT l.startup_id AS parent, v.slug, v.name, v.description, v.url, v.status, v.operator_id
       FROM service_startup l JOIN service v ON v.id = l.service_id
       WHERE l.startup_id = ANY($1::int[]) ORDER BY v.name_key, v.id`,
    ),
    events: many(
      'events',
      `SELECT startup_id AS parent, kind, occurred_on AS "on", comment FROM startup_event
       WHERE startup_id = ANY($1::int[]) ORDER BY occurred_on, position`,
    ),
    links: many(
      'links',
      `SELECT startup_id AS parent, kind, url FROM startup_link WHERE startup_id = ANY($1::int[])
       ORDER BY startup_link.kind, position`,
    ),
    objectives: many(
      'objectives',
      `SELECT startup_id AS parent, statement, recorded_on AS "on" FROM objective WHERE startup_id = ANY($1::int[]) ORDER BY position`,
    ),
    membersEver: async (queries: LoaderQuery[]) => {
      const counts = await rows(
        'members',
        `SELECT startup_id AS parent, count(DISTINCT member_key)::int AS count FROM membership
         WHERE startup_id = ANY($1::int[]) GROUP BY startup_id`,
        [queries.map(({ obj }) => obj.id)],
      );
      const byParent = new Map(counts.map(({ parent, count }) => [parent, count]));
      return queries.map(({ obj }) => byParent.get(obj.id) ?? 0);
    },
  },
  Entity: { parent: entityBy('parent_id') },
  Service: { operator: entityBy('operator_id') },
} satisfies MercuriusLoaders;

function entitiesThrough(table: string): string {
  return `SELECT l.startup_id AS parent, ${ENTITY} FROM ${table} l JOIN entity e ON e.id = l.entity_id
    WHERE l.startup_id = ANY($1::int[]) ORDER BY l.position`;
}

const app = Fastify();
// The loaders only batch; they cache nothing between requests.
await app.register(mercurius, {
  schema: await readFile(join(import.meta.dirname, 'mercurius.graphql'), 'utf8'),
  resolvers,
  loaders,
  jit: 1,
  graphiql: false,
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
