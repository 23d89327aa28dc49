import { describe, expect, jest, test } from '@jest/globals';
import { everyDatabase } from '../support/databases.ts';
import { tier } from '../support/tier.ts';
import { forgetAll, killing, onStage, outlast, type Stage } from './publishHarness.ts';
import { FILES, type GivenDataset } from './releaseFolder.ts';

const { 'startups.csv': csv, 'startups.json': json } = FILES;
const FIRST: Record<string, GivenDataset> = {
  startups: {
    files: { 'startups.csv': csv, 'startups.json': json },
    links: { api: 'https://registre.gouv.fr/graphql' },
  },
};
const NEXT: Record<string, GivenDataset> = {
  startups: {
    files: { 'neuf.csv': 'n\n1\n', 'startups.csv': 'identifiant,nom\nx,X\n' },
    links: { api: 'https://registre.gouv.fr/api' },
    says: { title: 'Un autre titre', tags: ['autre'] },
    resources: { 'startups.csv': { description: 'Autrement dit.' } },
  },
};

jest.setTimeout(180_000);

describe.each(everyDatabase)('killed at every step ($name)', ({ name, open }) => {
  const stage = onStage({}, open);
  // Every step on PostgreSQL; on PGlite, which takes five times as long, every third one, others with each seed.
  const stride = name === 'PGlite' ? 3 : 1;
  const first = 1 + (tier().seed % stride);

  test.each([
    ['a first publication, before a request', null, FIRST, 'before'],
    ['a first publication, after a request', null, FIRST, 'after'],
    ['an update, before a request', FIRST, NEXT, 'before'],
    ['an update, after a request', FIRST, NEXT, 'after'],
  ] as const)('%s: the next run ends as an unbroken one', async (_situation, before, after, when) => {
    const unbroken = await outcomeOf(stage(), before, after);
    const { uploads, seen } = unbroken;
    let points = 0;
    for (let at = first; ; at += stride) {
      const { udata } = stage();
      await startAgain(stage(), before, after);
      if ((await killing(stage(), (request) => (request === at ? when : null)).run()) === 'ended') break;
      points += 1;
      await outlast(stage());
      const report = await stage().publish();
      expect({ at, exitCode: report.exitCode, drifts: report.datasets.flatMap(({ drifts }) => drifts) }).toEqual({
        at,
        exitCode: 0,
        drifts: [],
      });
      expect({ at, seen: stage().seen() }).toEqual({ at, seen });
      expect(uploadsTo(stage())).toBeLessThanOrEqual(uploads + 1);
      udata.requests.length = 0;
      expect(await stage().publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
      expect(udata.writes()).toEqual([]);
    }
    expect(points * stride).toBeGreaterThan(15);
  });

  test('without the sync state: nothing is duplicated', async () => {
    const { seen } = await outcomeOf(stage(), null, FIRST);
    for (let at = first; ; at += stride) {
      await startAgain(stage(), null, FIRST);
      if ((await killing(stage(), (request) => (request === at ? 'after' : null)).run()) === 'ended') break;
      await forgetAll(stage());
      await outlast(stage());
      expect(await stage().publish()).toMatchObject({ exitCode: 0 });
      expect({ at, seen: stage().seen() }).toEqual({ at, seen });
    }
  });

  test('killed repeatedly, one request later each time, it completes', async () => {
    const { seen } = await outcomeOf(stage(), null, FIRST);
    await startAgain(stage(), null, FIRST);
    for (let further = 14; further < 60; further++) {
      const ended = await killing(stage(), (request) => (request === further ? 'after' : null)).run();
      await outlast(stage());
      if (ended === 'ended') break;
    }
    expect(stage().seen()).toEqual(seen);
  });
});

async function outcomeOf(
  stage: Stage,
  before: Record<string, GivenDataset> | null,
  after: Record<string, GivenDataset>,
) {
  await startAgain(stage, before, after);
  expect(await stage.publish()).toMatchObject({ exitCode: 0 });
  return { uploads: uploadsTo(stage), seen: stage.seen() };
}

/** A platform that holds what was published before, if anything, and a release to publish. */
async function startAgain(
  stage: Stage,
  before: Record<string, GivenDataset> | null,
  after: Record<string, GivenDataset>,
) {
  const { state, requests } = stage.udata;
  state.datasets.clear();
  state.files.clear();
  state.previous.clear();
  state.slugHistory.clear();
  await forgetAll(stage);
  if (before) {
    await stage.release(1, before);
    expect(await stage.publish()).toMatchObject({ exitCode: 0 });
  }
  await stage.release(2, after);
  requests.length = 0;
}

function uploadsTo({ udata }: Stage): number {
  return udata.writes().filter(({ path, status }) => path.endsWith('/upload/') && status < 300).length;
}
