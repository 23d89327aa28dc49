import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import type { BenchQuery, Dialect } from './benchQueries.ts';

/** One way to answer the queries. Variants with the same `process` share a server. */
export interface Variant {
  readonly name: string;
  /** Its row in the results, in Markdown. */
  readonly label: string;
  readonly dialect: Dialect;
  readonly process: ProcessName;
  path(query: BenchQuery): string;
  /** Sends GET requests instead of POST. */
  readonly byGet?: true;
  /** The kind of baseline. The results show other variants as a share of the fastest baseline of their kind. */
  readonly baseline?: 'statement' | 'bytes';
}

export type ProcessName =
  | 'registre'
  | 'registre-cached'
  | 'postgraphile'
  | 'mercurius'
  | 'naive'
  | 'baselines'
  | 'http-server';

const graphql = () => '/graphql';
/** Gets the same requests as the register. */
const STATIC = {
  dialect: 'registre',
  process: 'baselines',
  baseline: 'bytes',
  path: (query) => `/static/${query}`,
} as const satisfies Partial<Variant>;

const HTTP_SERVER = { ...STATIC, process: 'http-server' } as const;
const CACHED = { dialect: 'registre', process: 'registre-cached', path: graphql } as const;

export const VARIANTS: readonly Variant[] = [
  {
    name: 'registre',
    label: '`registre serve`, response cache off',
    dialect: 'registre',
    process: 'registre',
    path: graphql,
  },
  { name: 'postgraphile', label: 'PostGraphile 5', dialect: 'postgraphile', process: 'postgraphile', path: graphql },
  { name: 'mercurius', label: 'Mercurius 16, JIT, loaders', dialect: 'mercurius', process: 'mercurius', path: graphql },
  { name: 'naive', label: 'Apollo + type-graphql + TypeORM', dialect: 'naive', process: 'naive', path: () => '/' },
  {
    name: 'sql-text',
    label: 'baseline: one statement, concatenated text',
    dialect: 'route',
    process: 'baselines',
    path: (query) => `/text/${query}`,
    baseline: 'statement',
  },
  {
    name: 'sql-json',
    label: 'baseline: one statement, `json_agg`',
    dialect: 'route',
    process: 'baselines',
    path: (query) => `/json/${query}`,
    baseline: 'statement',
  },
  { name: 'cached', label: '`registre serve`, cached response', ...CACHED },
  { name: 'cached-get', label: 'the same, by GET', ...CACHED, byGet: true },
  { name: 'static', label: 'baseline: the same bytes from plain Fastify', ...STATIC },
  { name: 'static-get', label: 'the same, by GET', ...STATIC, byGet: true },
  { name: 'http-server', label: 'baseline: the same bytes from the HTTP server of the register', ...HTTP_SERVER },
  { name: 'http-server-get', label: 'the same, by GET', ...HTTP_SERVER, byGet: true },
];

/** How to start the server of a variant. */
export interface StartOptions {
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** @param folder has a release that `registre serve` finds up to date, and the responses that the static baselines send. */
export function startOptions(process: ProcessName, url: string, folder: string): StartOptions {
  const script = (path: string): StartOptions => ({
    arguments: ['--import', 'tsx', join(packageRoot, path)],
    env: { DATABASE_URL: url, POOL_SIZE: '20', STATIC_DIR: folder, GRAPHILE_ENV: 'production' },
  });
  return {
    registre: () => registreServe({ DATABASE_URL: url, RESPONSE_CACHE_MB: '0' }, folder),
    'registre-cached': () => registreServe({ DATABASE_URL: url }, folder),
    postgraphile: () => script('bench/peers/postgraphile.ts'),
    mercurius: () => script('bench/peers/mercurius.ts'),
    naive: () => script('bench/queries/naive/server.ts'),
    baselines: () => script('bench/queries/baselines/server.ts'),
    'http-server': () => script('bench/queries/baselines/httpServer.ts'),
  }[process]();
}

/** `registre serve` in production, without the rate limit, which the load generator would exceed at once. */
export function registreServe(env: Readonly<Record<string, string>>, folder: string): StartOptions {
  return {
    arguments: [join(packageRoot, 'dist/src/cli/main.js'), 'serve'],
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      SHUTDOWN_DELAY_SECONDS: '0',
      REGISTRE_DIR: join(folder, 'registre'),
      EXPORTS_DIR: join(folder, 'exports'),
      ...env,
    },
  };
}
