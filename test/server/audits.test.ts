import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuditResult } from 'graphql-http';
import { auditServer } from 'graphql-http';
import { databases } from '../support/databases.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

/** The number of audits of the reference implementation of GraphQL over HTTP, and the failing ones with their reasons. */
const AUDITS = 61;
const NOT_MET: readonly string[] = [];

describe.each(databases())('On $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
  });
  afterAll(() => server.close());

  test('the server passes the audits of GraphQL over HTTP', async () => {
    const results: AuditResult[] = await auditServer({ url: `${server.address}/graphql`, fetchFn: fetch });
    expect(results).toHaveLength(AUDITS);
    const notMet = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.id} ${result.status}: ${result.reason}`],
    );
    expect(notMet).toEqual(NOT_MET);
  });
});
