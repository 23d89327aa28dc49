import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { SETTINGS } from '../../src/config/settingsTable.ts';
import { rateLimitHeaders } from '../../src/server/limits/checkQuota.ts';
import { REQUEST_ID } from '../../src/server/telemetry/RequestRecord.ts';

const dockerfile = read('Dockerfile');
const nginx = read('deploy/nginx.conf');
const guide = read('docs/deployment.md');
const { files, engines } = z
  .object({ files: z.array(z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')));

const Service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const compose = z
  .object({
    services: z.record(z.string(), Service),
    networks: z.object({
      default: z.object({ ipam: z.object({ config: z.tuple([z.object({ subnet: z.string() })]) }) }),
    }),
  })
  .parse(parse(read('compose.yaml'), { merge: true }));
const servers = Object.entries(compose.services).filter(([name]) => /^registre-\d$/.test(name));

/** Variables of Node.js and of the PostgreSQL image. */
const OTHER_VARIABLES = ['NODE_ENV', 'POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB'];

describe('settings', () => {
  test('of the Dockerfile exist and have a valid value', () => {
    const set = [...dockerfile.matchAll(/^(?:ENV|\s+) ?([A-Z_]+)=(\S+)/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(set.length).toBeGreaterThan(3);
    expect(invalidSettings(set)).toEqual([]);
  });

  test('of compose.yaml exist and have a valid value', () => {
    const set = Object.values(compose.services).flatMap(({ environment }) => Object.entries(environment));
    expect(set.length).toBeGreaterThan(3);
    expect(invalidSettings(set)).toEqual([]);
  });

  test('of docs/deployment.md exist', () => {
    const named = new Set([...guide.matchAll(/\b([A-Z][A-Z_]{3,})(?==|`)/g)].map(([, name = '']) => name));
    const errorCodes = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code);
    const others = [...OTHER_VARIABLES, ...errorCodes, 'HIT', 'MISS', 'STALE'];
    expect([...named].filter((name) => !(name in SETTINGS) && !others.includes(name))).toEqual([]);
    expect(named).toContain('MEMBER_SECRET');
  });

  test('of .env.example are those of the table, all commented out', () => {
    const lines = read('.env.example').split('\n');
    expect(lines.flatMap((line) => /^#([A-Z_]+)=/.exec(line)?.[1] ?? [])).toEqual(Object.keys(SETTINGS));
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

describe('the containers', () => {
  test('wait for the migration, share their releases, and have time to finish running requests', () => {
    expect(servers.map(([name]) => name)).toEqual(['registre-1', 'registre-2']);
    for (const [, server] of servers) {
      expect(server.depends_on.migrate).toEqual({ condition: 'service_completed_successfully' });
      expect(server.volumes).toEqual([`registre:${/^VOLUME (\S+)$/m.exec(dockerfile)?.[1]}`]);
      // After SHUTDOWN_DELAY_SECONDS, running requests have ten seconds.
      expect(Number.parseInt(server.stop_grace_period ?? '', 10)).toBeGreaterThan(
        10 + Number(SETTINGS.SHUTDOWN_DELAY_SECONDS.default),
      );
      expect(server.environment.TRUSTED_PROXIES).toBe(compose.networks.default.ipam.config[0].subnet);
    }
  });

  test('of the proxy have the addresses and ports of the servers', () => {
    const port = /PORT=(\d+)/.exec(dockerfile)?.[1];
    const upstream = [...nginx.matchAll(/^ {2}server (\S+)/gm)].map(([, address]) => address);
    expect(upstream).toEqual(servers.map(([name]) => `${name}:${port}`));
    expect(dockerfile).toContain(`EXPOSE ${port}\n`);
    expect(compose.services.proxy?.ports).toEqual([expect.stringMatching(`:${/listen (\d+)/.exec(nginx)?.[1]}$`)]);
  });

  test('of the proxy send no header of another client from the cache', () => {
    const quota = {
      policy: { name: 'points', points: 1, windowSeconds: 1, unit: 'points' },
      remaining: 1,
      resetSeconds: 1,
    };
    const ofOneClient = [REQUEST_ID, ...Object.keys(rateLimitHeaders({ ...quota, isExceeded: false }))];
    const hidden = [...nginx.matchAll(/proxy_hide_header (\S+);/g)].map(([, name = '']) => name.toLowerCase());
    expect(hidden.sort()).toEqual(ofOneClient.sort());
  });

  test('mount files that exist', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes }) =>
      volumes.filter((volume) => volume.startsWith('.')),
    );
    expect(mounted.length).toBeGreaterThan(0);
    expect(mounted.filter((volume) => !existsSync(join(packageRoot, volume.split(':')[0] ?? '')))).toEqual([]);
  });

  test('run one version of Node.js, which the package supports', () => {
    const images = new Set([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image));
    expect(images.size).toBe(1);
    const major = /^node:(\d+)-/.exec([...images][0] ?? '')?.[1];
    expect(engines.node).toMatch(new RegExp(`(>=|\\^)${major}\\.`));
  });
});

describe('the package', () => {
  test('has the files that the image and the systemd unit run', () => {
    const run = [
      ...dockerfile.matchAll(/"\/app\/([^"]+)"/g),
      ...read('deploy/registre.service').matchAll(/current\/(\S+)/g),
    ];
    expect(run.length).toBeGreaterThan(2);
    const packed = (path: string) => files.some((file) => path === file || path.startsWith(`${file}/`));
    expect(run.map(([, path = '']) => path).filter((path) => !packed(path))).toEqual([]);
  });

  test('is built from files that .dockerignore includes', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);
    expect(allowed.filter((name) => !existsSync(join(packageRoot, name)))).toEqual([]);
    const generated = ['dist', 'npm-shrinkwrap.json'];
    const needed = files.filter((file) => !file.startsWith('!')).map((file) => file.split('/')[0] ?? '');
    expect(needed.filter((name) => !generated.includes(name) && !allowed.includes(name))).toEqual([]);
  });
});

test('every heading of docs/deployment.md is in its table of contents', () => {
  const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
  const anchor = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
  expect([...guide.matchAll(/^- \[(.+)\]\((#.+)\)$/gm)].map(([, title, link]) => [title, link])).toEqual(
    headings.map((title) => [title, `#${anchor(title)}`]),
  );
});

/** The names that are not a setting, or whose value is invalid. */
function invalidSettings(set: readonly (readonly string[])[]): string[] {
  const table: Readonly<Record<string, { read(text: string): unknown }>> = SETTINGS;
  return set.flatMap(([name = '', value = '']) => {
    if (OTHER_VARIABLES.includes(name)) return [];
    const text = value.replace(/\$\{[^}]+\}/g, 'x');
    return table[name]?.read(text) === undefined ? [name] : [];
  });
}

function read(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}
