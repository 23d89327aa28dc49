import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import type { Dialect, Question } from './questions.ts';

/** One way to answer the questions. Those of the same `process` share one. */
export interface Variant {
  readonly name: string;
  readonly what: string;
  readonly dialect: Dialect;
  readonly process: ProcessName;
  /** Where it is asked. */
  path(question: Question): string;
  /** Asked by a plain link instead of a body, when it says so. */
  readonly byLink?: true;
  /** What it is a floor of: others are told as shares of the best of them. */
  readonly floor?: 'statement' | 'bytes';
}

export type ProcessName = 'registre' | 'kept' | 'postgraphile' | 'mercurius' | 'naive' | 'floor' | 'served';

const graphql = () => '/graphql';
const BYTES = {
  dialect: 'route',
  process: 'floor',
  floor: 'bytes',
  path: (question) => `/static/${question}`,
} as const satisfies Partial<Variant>;

const SERVED = { ...BYTES, process: 'served' } as const;

export const VARIANTS: readonly Variant[] = [
  { name: 'registre', what: '`registre serve`, nothing kept', dialect: 'registre', process: 'registre', path: graphql },
  { name: 'postgraphile', what: 'PostGraphile 5', dialect: 'postgraphile', process: 'postgraphile', path: graphql },
  { name: 'mercurius', what: 'Mercurius 16, JIT, loaders', dialect: 'mercurius', process: 'mercurius', path: graphql },
  { name: 'naive', what: 'Apollo + type-graphql + TypeORM', dialect: 'naive', process: 'naive', path: () => '/' },
  {
    name: 'text',
    what: 'a route, one statement of concatenated text',
    dialect: 'route',
    process: 'floor',
    path: (question) => `/text/${question}`,
    floor: 'statement',
  },
  {
    name: 'json',
    what: 'a route, one statement of `json_agg`',
    dialect: 'route',
    process: 'floor',
    path: (question) => `/json/${question}`,
    floor: 'statement',
  },
  { name: 'kept', what: '`registre serve`, answers kept', dialect: 'registre', process: 'kept', path: graphql },
  { name: 'kept-link', what: 'the same, by a link', dialect: 'registre', process: 'kept', path: graphql, byLink: true },
  { name: 'bytes', what: 'the same bytes from a bare Fastify', ...BYTES },
  { name: 'served', what: 'the same bytes from the HTTP server of the register', ...SERVED },
  { name: 'served-link', what: 'the same, by a link', ...SERVED, byLink: true },
  { name: 'bytes-link', what: 'the same, by a link', ...BYTES, byLink: true },
];

/** How to start the process of variants. */
export interface Start {
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** @param folder with the release that `registre serve` finds up to date, and the bytes to send. */
export function startOf(process: ProcessName, url: string, folder: string): Start {
  const script = (path: string): Start => ({
    arguments: ['--import', 'tsx', join(packageRoot, path)],
    env: { DATABASE_URL: url, POOL_SIZE: '20', STATIC_DIR: folder, GRAPHILE_ENV: 'production' },
  });
  return {
    registre: () => registre({ DATABASE_URL: url, RESPONSE_CACHE_MB: '0' }, folder),
    kept: () => registre({ DATABASE_URL: url }, folder),
    postgraphile: () => script('bench/peers/postgraphile.ts'),
    mercurius: () => script('bench/peers/mercurius.ts'),
    naive: () => script('bench/queries/naive/server.ts'),
    floor: () => script('bench/queries/floor/server.ts'),
    served: () => script('bench/queries/floor/served.ts'),
  }[process]();
}

/** `registre serve` as people run it, without a limit that the same client would meet at once. */
export function registre(env: Readonly<Record<string, string>>, folder: string): Start {
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
