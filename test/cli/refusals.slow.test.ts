import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { readSettings } from '../../src/config/settings.ts';
import { openDatabase } from '../../src/database/database.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkplace, refusal, type Workplace } from './registre.ts';

let place: Workplace;
beforeAll(async () => {
  place = await aWorkplace();
});
afterAll(() => place.remove());

describe('what stops a command is said in one sentence, without a trace', () => {
  test.each([
    [{ PORT: '70000' }, /^PORT=70000 can't be used/],
    [{ HOST: 'no host' }, /^HOST=no host can't be used/],
    [{ DATABASE_URL: 'mysql://root:hunter2@localhost/x' }, /^DATABASE_URL=… can't be used/],
    [{ QUERY_TIMEOUT: '0' }, /^QUERY_TIMEOUT=0 can't be used/],
    [{ PUBLIC_URL: 'registre.fr' }, /^PUBLIC_URL=registre.fr can't be used/],
    [{ MEMBER_SECRET: 'hunter2' }, /^MEMBER_SECRET=… can't be used/],
    [{ RATE_LIMIT_REDIS_URL: 'hunter2@cache:6379' }, /^RATE_LIMIT_REDIS_URL=… can't be used/],
    [{ METRICS_TOKEN: 'hunter2' }, /^METRICS_TOKEN=… can't be used/],
    [{ DRAIN_SECONDS: '5m' }, /^DRAIN_SECONDS=5m can't be used/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318 can't be used/],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, /^OTEL_EXPORTER_OTLP_HEADERS=… can't be used/],
    [{ EXPORTS_BUCKET_URL: 'https://s3.example.org' }, /^EXPORTS_BUCKET_URL=https:\/\/s3\.example\.org can't be used/],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG=2 can't be used/],
    [
      { DATABASE_READ_URL: 'postgres://root:hunter2@localhost/x' },
      /^DATABASE_READ_URL=… can't be used.* beside DATABASE_URL/,
    ],
  ])('a wrong setting: %j', (settings, sentence) => {
    expect(() => readSettings(settings)).toThrow(sentence);
  });

  test.each([
    [{ PORT: '70000' }, /^PORT=70000 can't be used/],
    [{ ENVIRONMENT: 'prod', TOKEN_SECRET: 'changeme'.repeat(5) }, /this is production, but PUBLIC_URL .*placeholder/],
  ])('a start with %j', async (settings, sentence) => {
    expect(await place.run(['serve'], settings)).toEqual(refusal(sentence));
  });

  test('a port in use', async () => {
    const taken = createServer().listen(0, 'localhost');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await place.run(['serve'], { PORT: String(port) })).toEqual(refusal(/^Port \d+ of localhost is in use/));
    taken.close();
  });

  test('a database that does not answer', async () => {
    const DATABASE_URL = 'postgres://somebody:hunter2@127.0.0.1:1/registre';
    const ended = await place.run(['serve'], { DATABASE_URL });
    expect(ended).toEqual(refusal(/127\.0\.0\.1:1\/registre can't be reached \(.*ECONNREFUSED/));
    expect(ended.stderr).not.toContain('hunter2');
  });

  test('a directory that another process uses', async () => {
    const settings = await place.directory('locked', 'migrated');
    const server = place.start(['serve'], settings);
    await server.ready();
    for (const args of [['serve'], ['migrate']]) {
      expect(await place.run(args, settings)).toEqual(refusal(/locked is in use by process \d+/));
    }
    // What it may carry out itself is handed to it.
    expect(await place.run(['export'], settings)).toMatchObject({ code: 0, stderr: '' });
    expect((await server.stop('SIGTERM')).code).toBe(0);
  });

  test('a REGISTRE_DIR that is a file', async () => {
    const file = join(place.folder, 'a-file');
    await writeFile(file, '');
    expect(await place.run(['serve'], { REGISTRE_DIR: file })).toEqual(
      refusal(/a-file can't be written to .*REGISTRE_DIR/),
    );
  });

  test('an EXPORTS_DIR that is a file', async () => {
    const EXPORTS_DIR = join(place.folder, 'exports-file');
    await writeFile(EXPORTS_DIR, '');
    expect(await place.run(['serve'], { EXPORTS_DIR })).toEqual(
      refusal(/exports-file can't be written to .*EXPORTS_DIR/),
    );
  });

  test('a database of a newer version, on PostgreSQL', async () => {
    const database = await POSTGRESQL.open();
    if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
    const DATABASE_URL = database.connection.url;
    expect((await place.run(['migrate'], { DATABASE_URL })).code).toBe(0);
    const client = new Client(DATABASE_URL);
    await client.connect();
    await client.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'time-travel0000000009999')");
    await client.end();
    for (const args of [['serve'], ['migrate'], ['export']]) {
      expect(await place.run(args, { DATABASE_URL })).toEqual(refusal(/newer version.*time-travel0000000009999/));
    }
    await database.drop();
  });

  test('a database of a newer version, embedded', async () => {
    const { REGISTRE_DIR } = await place.directory('newer', 'migrated');
    const database = await openDatabase({ databaseUrl: null, registreDir: REGISTRE_DIR });
    await database.pool.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'time-travel0000000009999')");
    await database.close();
    expect(await place.run(['serve'], { REGISTRE_DIR })).toEqual(refusal(/newer version.*time-travel0000000009999/));
  });

  test('an export of a database that was never migrated', async () => {
    const settings = await place.directory('empty', 'empty');
    expect(await place.run(['export'], settings)).toEqual(refusal(/lacks \d+ migration.*run registre migrate/));
  });
});

describe('a command that is misused', () => {
  test.each([
    [['sevre'], /sevre|argument/],
    [['serve', 'here'], /argument/],
    [['serve', '--prot', '80'], /--prot/],
    [['import'], /folder\|url/],
    [['import', 'a', 'b'], /argument/],
    [['import', '.', '--timeout', 'soon'], /--timeout.*whole number/],
    [['export', '--out'], /--out/],
  ])('%j exits with 2 and says what is wrong', async (args, problem) => {
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test('--help tells every command, each command its options, and the program its settings', async () => {
  const { code, stdout, stderr } = await place.run(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('DATABASE_URL');
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*\[options\]|^ {2}([a-z]+) {2,}/gm)];
  const names = commands.map(([, withOptions, without]) => withOptions ?? without ?? '');
  expect(names).toEqual(expect.arrayContaining(['serve', 'migrate', 'import', 'export']));
  for (const name of names) {
    const help = await place.run([name, '--help']);
    expect(help).toEqual({ code: 0, stderr: '', stdout: expect.stringContaining(`Usage: registre ${name}`) });
  }
});
