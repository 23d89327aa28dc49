import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../src/register/Actor.ts';
import { watchVersion } from '../../src/register/versionWatch/VersionWatcher.ts';
import type { PersistedDocuments } from '../../src/server/persistedDocuments/PersistedDocuments.ts';
import { createServer, type ServerOptions } from '../../src/server/server.ts';
import { releases } from '../operations/releases.ts';
import type { OpenDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { MEMBER_SECRET, openRegister } from '../support/register.ts';

/** An HTTP response. */
export interface Reply {
  status: number;
  type: string;
  text: string;
  headers: Headers;
  /** The parsed JSON body; an empty object for another body. */
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: { code: string; missing?: string[]; fields?: { path: string }[] } }[];
    extensions?: { register?: { version: number }; cost?: { requested: number | null; limit: number } };
  };
}

/** Limits for tests of other features: no rate limit. */
export const LIMITS: ServerOptions['limits'] = {
  costLimit: 50_000,
  rateLimit: 0,
  rateLimitRedisUrl: null,
  trustedProxies: [],
};

/** A register and its server on a free port. */
export interface TestServer {
  readonly register: TestRegister;
  readonly app: FastifyInstance;
  /** The base URL, such as `http://127.0.0.1:4000`. */
  readonly address: string;
  /** Sends a document with variables by POST. */
  execute(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** Sends any request. */
  send(path: string, init?: RequestInit): Promise<Reply>;
  close(): Promise<void>;
}

interface TestServerOptions {
  createDocuments?: (register: TestRegister) => Promise<PersistedDocuments>;
  limits?: ServerOptions['limits'];
  addRoutes?: (app: FastifyInstance, register: TestRegister) => void;
  queryTimeout?: number;
  /** The size of the response cache in megabytes. Default: 0, no cache. */
  megabytes?: number;
  /** Whether other processes may write to the database. Default: false, so that the version is never unknown on a busy machine. */
  shared?: boolean;
}

/**
 * Starts a server of an empty register on a free port.
 * @param actor the actor of all requests.
 * @param createAuthentication creates a function that finds the actor of each request instead.
 * @param options the limits, the query timeout in seconds, the persisted documents, the response cache, and additional routes.
 */
export async function startTestServer(
  open: OpenDatabase,
  actor: Actor | null = null,
  createAuthentication: (register: TestRegister) => ServerOptions['authenticate'] = () => async () => actor,
  {
    limits = LIMITS,
    addRoutes = () => {},
    createDocuments,
    queryTimeout,
    megabytes = 0,
    shared = false,
  }: TestServerOptions = {},
): Promise<TestServer> {
  const register = await openRegister(open);
  const watcher = megabytes > 0 ? await watchVersion({ ...register, shared }) : null;
  const app = await createServer({
    dataSource: register.dataSource,
    pool: register.pool,
    authenticate: createAuthentication(register),
    memberSecret: MEMBER_SECRET,
    releases,
    limits,
    documents: await createDocuments?.(register),
    logLevel: 'silent',
    queryTimeout,
    responseCache: watcher ? { watcher, megabytes } : undefined,
  });
  addRoutes(app, register);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const send = async (path: string, init?: RequestInit) => toReply(await fetch(`${address}${path}`, init));
  return {
    register,
    app,
    address,
    send,
    execute: (query, variables) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    close: async () => {
      await app.close();
      await watcher?.close();
      await register.close();
    },
  };
}

async function toReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const body = /json\b/.test(type) && text !== '' ? JSON.parse(text) : {};
  return { status: response.status, type, text, headers: response.headers, body };
}
