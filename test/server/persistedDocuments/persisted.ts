import { createHash } from 'node:crypto';
import type { Reply, TestServer } from '../testServer.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The extensions that Apollo clients send for a hash. */
export function persistedQuery(hash: string) {
  return { persistedQuery: { version: 1, sha256Hash: hash } };
}

export function post(server: TestServer, body: object, path = '/graphql', accept = 'application/json'): Promise<Reply> {
  return server.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
}

/** Registers a document and returns its hash. */
export async function registerDocument(server: TestServer, query: string, variables: object = {}): Promise<string> {
  const hash = sha256(query);
  const { body } = await post(server, { query, variables, documentId: `sha256:${hash}` });
  if (!body.data) throw new Error(JSON.stringify(body));
  return hash;
}

/** A path with URL parameters. */
export function link(path: string, parameters: Record<string, string | object>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `${path}?${search}`;
}
