import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomRuns } from '../support/tier.ts';
import type { FaultName } from '../support/udata/faults/Faults.ts';
import { killing, onStage, outlast, type Stage } from './publishHarness.ts';
import { FILES, type GivenDataset } from './releaseFolder.ts';

const stage = onStage();

// Not F16.size, where the checksum is correct: the strict fake platform then rejects the same bytes.
const FAULTS: readonly FaultName[] = [
  ...(['F1.revoked', 'F2.forbidden', 'F3.nested', 'F4.dataset', 'F4.resource', 'F5.gone', 'F6.json'] as const),
  ...(['F8.readOnly', 'F9.plain', 'F10.lost', 'F10.stored', 'F11.502', 'F11.504.done', 'F12.reset'] as const),
  ...(['F12.reset.done', 'F12.afterHeaders', 'F12.midBody', 'F14.truncated', 'F16.sha1'] as const),
  ...(['F17.licence', 'F17.tag', 'F19.path', 'F22.fields', 'F23.ahead', 'F25.gzip', 'F25.close'] as const),
];

const CREATE = { method: 'POST', path: /\/api\/1\/datasets\/$/ };

const FIRST: Record<string, GivenDataset> = { startups: { links: { api: 'https://registre.gouv.fr/graphql' } } };
const NEXT: Record<string, GivenDataset> = {
  startups: { files: { ...FILES, 'startups.csv': 'identifiant,nom\nx,X\n' }, says: { title: 'Autre' } },
};

const faults = fc.array(
  fc.record({
    name: fc.constantFrom(...FAULTS),
    nth: fc.integer({ min: 1, max: 40 }),
    method: fc.constantFrom('GET', 'POST', 'PUT'),
  }),
  { minLength: 1, maxLength: 4 },
);

test.each([
  ['a first publication', null, FIRST],
  ['an update', FIRST, NEXT],
])(
  '%s, whatever goes wrong and wherever it dies: the end is the same',
  async (_situation, before, after) => {
    await startAgain(stage(), before, after);
    await stage().publish();
    const seen = stage().seen();
    const hardships = fc.record({ faults, death: fc.option(fc.integer({ min: 1, max: 40 })) });
    await fc.assert(
      fc.asyncProperty(hardships, async ({ faults: given, death }) => {
        const { udata, publish } = stage();
        await startAgain(stage(), before, after);
        for (const { name, nth, method } of given) {
          // In a published dataset, a lost write looks like an edit of a person: it is a drift.
          const aim = name.startsWith('F17') ? CREATE : /^F16/.test(name) ? { nth, method: 'POST' } : { nth, method };
          udata.faults.inject(name, aim);
        }
        if (death === null) await publish();
        else await killing(stage(), (request) => (request === death ? 'after' : null)).run();
        await outlast(stage());
        udata.faults.clear();
        const report = await publish();
        expect(report).toMatchObject({ exitCode: 0, problem: null });
        expect(stage().seen()).toEqual(seen);
        expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
      }),
      { ...randomRuns(10, 40), endOnFailure: false },
    );
  },
  600_000,
);

async function startAgain(on: Stage, before: Record<string, GivenDataset> | null, after: Record<string, GivenDataset>) {
  const { state, faults: injected } = on.udata;
  injected.clear();
  state.readOnly = false;
  state.clock.skew = 0;
  for (const held of [state.datasets, state.files, state.previous, state.slugHistory, state.chunks]) held.clear();
  await on.register.pool.query('TRUNCATE published_dataset, published_resource, publication, publication_step');
  if (before) {
    await on.release(1, before);
    await on.publish();
  }
  await on.release(2, after);
}
