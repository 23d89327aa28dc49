import { z } from 'zod';
import type { Served } from '../harness/processes.ts';

/** One of the processes that share a database, as its clients know it. */
export interface Replica {
  readonly name: string;
  readonly served: Served;
  readonly token: string;
  killedAt: number | null;
  /** The highest version that it acknowledged, and the highest that it answered a read with. */
  acknowledged: number;
  shown: number;
}

/** What a read was answered: the version it is said to be of, that of its data, and what the data counts. */
export interface Shown {
  readonly version: number;
  readonly ofData: number;
  readonly children: number;
}

/** Makes an entity below `PARENT`; gives the version that it is answered with. Fails when it is not acknowledged. */
export async function write({ served, token }: Replica, slug: string): Promise<number> {
  const response = await fetch(`${served.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: CREATE, variables: { slug } }),
  });
  return made.parse(await response.json()).extensions.register.version;
}

/** Asks by a link what kept answers have; another question, that nobody asked before, when it is to be `fresh`. */
export async function read({ served }: Replica, fresh = false): Promise<Shown> {
  const response = await fetch(
    `${served.address}/graphql?query=${encodeURIComponent(fresh ? COUNT.replace('register', `asked${nextQuestion++}: __typename register`) : COUNT)}`,
  );
  const { data, extensions } = shown.parse(await response.json());
  return {
    version: extensions.register.version,
    ofData: data.register.version,
    children: data.entity.children.totalCount,
  };
}

let nextQuestion = 0;
const PARENT = 'entite-2';
const CREATE = `mutation ($slug: String!) {
  createEntity(input: { slug: $slug, name: $slug, kind: CENTRAL_ADMINISTRATION, parent: "${PARENT}" }) { slug }
}`;
const COUNT = `{ register { version } entity(slug: "${PARENT}") { children(first: 1) { totalCount } } }`;

const register = z.object({ version: z.int() });
const extensions = z.object({ register });
const made = z.object({ data: z.object({ createEntity: z.object({ slug: z.string() }) }), extensions });
const shown = z.object({
  data: z.object({ register, entity: z.object({ children: z.object({ totalCount: z.int() }) }) }),
  extensions,
});
