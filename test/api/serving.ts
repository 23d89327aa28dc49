import type { FastifyInstance } from 'fastify';
import type { Documents } from '../../src/api/documents/Documents.ts';
import { createServer, type ServerOptions } from '../../src/api/server.ts';
import type { Actor } from '../../src/register/Actor.ts';
import { releases } from '../operations/releases.ts';
import type { TestDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { MEMBER_SECRET, openRegister } from '../support/register.ts';

/** What came back over HTTP. */
export interface Reply {
  status: number;
  type: string;
  text: string;
  /** The body as JSON; empty if it is none. */
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: { code: string; missing?: string[]; fields?: { path: string }[] } }[];
    extensions?: { register?: { version: number } };
  };
}

/** A register served over HTTP on a port of its own. */
export interface Serving {
  readonly register: TestRegister;
  readonly app: FastifyInstance;
  /** Sends a document and its variables. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** Sends anything. */
  send(path: string, init?: RequestInit): Promise<Reply>;
  close(): Promise<void>;
}

/**
 * @param actor whose requests they are.
 * @param actorOf finds it for each request instead.
 * @param documentsOf which documents are known; any, unless given.
 */
export async function serve(
  open: () => Promise<TestDatabase>,
  actor: Actor | null = null,
  actorOf: (register: TestRegister) => ServerOptions['actorOf'] = () => async () => actor,
  documentsOf?: (register: TestRegister) => Promise<Documents>,
): Promise<Serving> {
  const register = await openRegister(open);
  const app = await createServer({
    dataSource: register.dataSource,
    pool: register.pool,
    actorOf: actorOf(register),
    memberSecret: MEMBER_SECRET,
    releases,
    documents: await documentsOf?.(register),
    logLevel: 'silent',
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const send = async (path: string, init?: RequestInit) => replyOf(await fetch(`${address}${path}`, init));
  return {
    register,
    app,
    send,
    ask: (query, variables) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    close: async () => {
      await app.close();
      await register.close();
    },
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, body: /json\b/.test(type) ? JSON.parse(text) : {} };
}
