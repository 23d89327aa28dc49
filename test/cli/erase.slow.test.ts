import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { aWorkplace, refusal, type Workplace } from './registre.ts';

// In one folder and in this order, as somebody would go about it.
let place: Workplace;
beforeAll(async () => {
  place = await aWorkplace();
  await mkdir(join(place.folder, 'beta'));
  const missions = [{ start: '2020-01-01', end: null, status: 'independent', employer: 'x', startups: ['a.site'] }];
  const files = sourceFiles({
    startups: [aStartup('a.site', { pitch: 'Une idée de Jeanne Exemple', sponsors: ['dila'] }), aStartup('b')],
    organisations: [anOrganisation('dila')],
    members: [aMember('jeanne.exemple', missions)],
  });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(place.folder, 'beta', name), JSON.stringify(content));
  }
  expect(await place.run(['import', 'beta'])).toMatchObject({ code: 0 });
  expect(await place.run(['export'])).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());

const WHY = ['--reason', 'demande du 3 mars'];
const csv = () => readFile(join(place.folder, 'exports/latest/startups/startups.csv'), 'utf8');

test('a rehearsal says what would be erased, and writes nothing', async () => {
  const { code, stdout, stderr } = await place.run(['erase', 'jeanne exemple', ...WHY, '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^startup +1 +1$/m);
  expect(stdout).toMatch(/^\S+-v\d+\/startups\/startups\.csv +1$/m);
  expect(stdout).toContain('Nothing was written: this is what would be erased.');
  expect(await csv()).toContain('Jeanne Exemple');
});

test('what must be forgotten is erased while the server runs', async () => {
  const server = place.start(['serve']);
  const address = await server.ready();
  const ask = async (path: string) => (await fetch(new URL(path, address))).text();
  expect(await ask('/exports/latest/startups/startups.csv')).toContain('Jeanne Exemple');
  const { code, stdout, stderr } = await place.run(['erase', 'jeanne exemple', ...WHY]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^The register is at version \d+; tombstone 1 tells that something was erased, and why\./m);
  expect(stdout).toMatch(/^The source beta\.gouv\.fr still has it: have it erased there first/m);
  expect(stdout).not.toMatch(/jeanne/i);
  expect(await ask('/exports/latest/startups/startups.csv')).toContain('Une idée de [effacé]');
  await server.stop('SIGTERM');
});

test('a second run finds nothing and writes nothing', async () => {
  const { code, stdout } = await place.run(['erase', 'Jeanne Exemple', ...WHY]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Nothing was found, in the register, its history or its releases: nothing was written.\n',
  });
});

test('a member is erased by their id at the source', async () => {
  const { code, stdout } = await place.run(['erase', '--member', 'beta.gouv.fr', 'jeanne.exemple', ...WHY, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    tables: [
      { table: 'membership', rows: 1 },
      { table: 'history.membership', rows: 1 },
    ],
    tombstone: 2,
    wrote: true,
  });
});

test('too little of a text, half a member and no reason are refused', async () => {
  expect(await place.run(['erase', 'Ana', ...WHY])).toEqual(refusal(/less than 4 letters.*Nothing was erased/));
  expect(await place.run(['erase', ...WHY, '--member', 'beta.gouv.fr'])).toEqual(refusal(/--member wants/));
  expect(await place.run(['erase', 'Jeanne'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--reason') });
});
