import { expect } from '@jest/globals';
import { definedErrors, statusOf } from '../../src/errors/errors.ts';
import { BAD_REQUEST } from '../../src/server/serverErrors.ts';
import type { Reply, TestServer } from './testServer.ts';

/** Expects an error response: JSON with a defined code and its status, without internal details. The next request succeeds. */
export async function expectError(
  server: TestServer,
  { status, type, text, body }: Reply,
  code?: string,
): Promise<void> {
  expect(type).toMatch(/^application\/(?:graphql-response\+)?json/);
  const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
  expect(codes.length).toBeGreaterThan(0);
  for (const each of codes) expect([...definedErrors.keys()]).toContain(each);
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  if (code) {
    expect(codes).toContain(code);
    if (code !== BAD_REQUEST.code) expect(status).toBe(statusOf(code));
  }
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).not.toMatch(/\bSELECT\b|\bunnest\b|\$1|stacktrace|node_modules|\/src\/|\.ts\b|at \w+ \(/);
  expect((await server.execute('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
}
