import { expect } from '@jest/globals';
import { definedErrors } from '../../../src/errors/errors.ts';
import { sendRaw } from '../sendRaw.ts';
import type { Reply, TestServer } from '../testServer.ts';

/**
 * Expects a response that is no server error: JSON with defined error codes and without internal details, and a response
 * to the next request.
 */
export async function expectHarmless(server: TestServer, { status, type, text, body }: Reply): Promise<void> {
  expect(status).toBeLessThan(500);
  expect(type).toMatch(/^application\/(?:graphql-response\+)?json/);
  if (status >= 400) expect(body.errors?.length).toBeGreaterThan(0);
  for (const { extensions, message } of body.errors ?? []) {
    expect([...definedErrors.keys()]).toContain(extensions.code);
    expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(message.length).toBeLessThanOrEqual(400);
  }
  expect(text).not.toMatch(INSIDE);
  await expectAlive(server);
}

/** The same expectations for the first response to raw bytes. @returns all received bytes as text. */
export async function expectHarmlessRaw(server: TestServer, bytes: string | Buffer, status: number): Promise<string> {
  const response = await sendRaw(server.address, bytes);
  expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  if (status >= 400) {
    expect(response).toMatch(/content-type: application\/json; charset=utf-8/i);
    expect([...definedErrors.keys()]).toContain(/"code":"(\w+)"/.exec(response)?.[1]);
  }
  expect(response).not.toMatch(/^HTTP\/1.1 5/m);
  expect(response).not.toMatch(INSIDE);
  await expectAlive(server);
  return response;
}

export async function expectAlive(server: TestServer): Promise<void> {
  expect((await server.execute('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
}

const INSIDE =
  /\bSELECT\b|\bunnest\b|\$1|stacktrace|node_modules|\/src\/|\.ts\b|at \w+ \(|relation "|column "|syntax error at/;
