import { z } from 'zod';
import type { ServerProcess } from '../harness/processes.ts';

/** One of the server processes that share a database, with the state of its clients. */
export interface Replica {
  readonly name: string;
  readonly server: ServerProcess;
  readonly token: string;
  /** In milliseconds of `performance.now()`. */
  killedAt: number | null;
  /** The highest version of its responses to writes. */
  lastAcknowledged: number;
  /** The highest version of its responses to reads. */
  lastRead: number;
}

/** The response to a read. */
export interface ReadResult {
  /** The version in `extensions`. */
  readonly version: number;
  /** The version in `data`. */
  readonly dataVersion: number;
  /** The count of entities: each write adds one, and one version. */
  readonly children: number;
}

/** Creates an entity below `PARENT` and returns the version of the response. Throws if the response is not successful. */
export async function write({ server, token }: Replica, slug: string): Promise<number> {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: CREATE, variables: { slug } }),
  });
  return writeResponse.parse(await response.json()).extensions.register.version;
}

/** Reads by GET, usually from the response cache. `isUncached` sends a new query instead. */
export async function read({ server }: Replica, isUncached = false): Promise<ReadResult> {
  const response = await fetch(
    `${server.address}/graphql?query=${encodeURIComponent(isUncached ? COUNT.replace('register', `alias${nextAlias++}: __typename register`) : COUNT)}`,
  );
  const { data, extensions } = readResponse.parse(await response.json());
  return {
    version: extensions.register.version,
    dataVersion: data.register.version,
    children: data.entity.children.totalCount,
  };
}

let nextAlias = 0;
const PARENT = 'entite-2';
const CREATE = `mutation ($slug: String!) {
  createEntity(input: { slug: $slug, name: $slug, kind: CENTRAL_ADMINISTRATION, parent: "${PARENT}" }) { entity { slug } }
}`;
const COUNT = `{ register { version } entity(by: { slug: "${PARENT}" }) { children(first: 1) { totalCount } } }`;

const register = z.object({ version: z.int() });
const extensions = z.object({ register });
const writeResponse = z.object({
  data: z.object({ createEntity: z.object({ entity: z.object({ slug: z.string() }) }) }),
  extensions,
});
const readResponse = z.object({
  data: z.object({ register, entity: z.object({ children: z.object({ totalCount: z.int() }) }) }),
  extensions,
});
