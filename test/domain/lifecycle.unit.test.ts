import { describe, expect, test } from '@jest/globals';
import { INCUBATION_STAGES, PhaseName } from '../../src/domain/startups/lifecycle.ts';
import { CONDITIONS, MOVES, missingConditions, movesFrom, NO_PHASE } from '../../src/domain/startups/moves.ts';
import { documentationPages } from '../../tools/generate/documentation.ts';

const PHASES = Object.values(PhaseName);

/** Every way from a phase to an end, as the phases it goes through. */
function waysFrom(phase: PhaseName | null, gone: readonly PhaseName[] = []): PhaseName[][] {
  const moves = movesFrom(phase);
  if (moves.length === 0) return [[...gone]];
  return moves.flatMap(({ to }) => {
    if (gone.includes(to)) throw new Error(`${to} is reached again after ${gone.join(', ')}`);
    return waysFrom(to, [...gone, to]);
  });
}

const WAYS = waysFrom(null);

describe('The table of moves', () => {
  test('has every phase, and the beginning', () => {
    expect(Object.keys(MOVES).sort()).toEqual([...PHASES, NO_PHASE].sort());
  });

  test('leads from the beginning to an end, whichever way is taken, and never round', () => {
    const ends = PHASES.filter((phase) => movesFrom(phase).length === 0);
    expect(ends.sort()).toEqual(['ABANDONED', 'ABANDONED_AT_INVESTIGATION', 'TRANSFERRED']);
    expect(WAYS.length).toBeGreaterThan(5);
    expect(WAYS.filter((way) => !ends.includes(way.at(-1) ?? 'OPERATED'))).toEqual([]);
  });

  test('leads to every phase, but the one that only imports know', () => {
    const reached = new Set(WAYS.flat());
    expect(PHASES.filter((phase) => !reached.has(phase))).toEqual(['OPERATED']);
  });

  test('leads no startup to the same administration without all that the method asks for on the way', () => {
    for (const way of WAYS.filter((each) => each.at(-1) === 'TRANSFERRED')) {
      const asked = way.flatMap((to, at) => movesFrom(way[at - 1] ?? null).find((move) => move.to === to)?.needs ?? []);
      expect(new Set(asked)).toEqual(new Set(Object.keys(CONDITIONS.codes)));
    }
  });

  test('lets every stage be stopped, without any condition', () => {
    const stages: readonly PhaseName[] = [...INCUBATION_STAGES, 'OPERATED'];
    const stops = stages.map((phase) => movesFrom(phase).filter(({ to }) => to.startsWith('ABANDONED')));
    expect(stops.map((moves) => moves.map(({ by, needs }) => ({ by, needs })))).toEqual(
      stages.map(() => [{ by: 'concludeStartup', needs: [] }]),
    );
  });

  test('is walked by one command at a time: each reaches phases that no other does', () => {
    const moves = [null, ...PHASES].flatMap(movesFrom);
    const commandsTo = (phase: PhaseName) => new Set(moves.filter(({ to }) => to === phase).map(({ by }) => by));
    expect(PHASES.filter((phase) => commandsTo(phase).size > 1)).toEqual([]);
  });

  test('asks for every condition, and only for those', () => {
    const asked = new Set([null, ...PHASES].flatMap((phase) => movesFrom(phase).flatMap(({ needs }) => needs)));
    expect([...asked].sort()).toEqual(Object.keys(CONDITIONS.codes).sort());
  });
});

test('What a move lacks is what it needs and is not met, in the order of the table', () => {
  const [reintegration] = movesFrom('CONSOLIDATION');
  expect(reintegration && missingConditions(reintegration, [])).toEqual(['SCALE_PLAN', 'RECEIVING_ADMINISTRATION']);
  expect(reintegration && missingConditions(reintegration, ['SURVEY', 'SCALE_PLAN'])).toEqual([
    'RECEIVING_ADMINISTRATION',
  ]);
  expect(reintegration && missingConditions(reintegration, ['RECEIVING_ADMINISTRATION', 'SCALE_PLAN'])).toEqual([]);
});

describe('The page of the life cycle', () => {
  const page = documentationPages()['docs/lifecycle.md'] ?? '';
  const lines = new Set(page.split('\n').map((line) => line.trim()));

  test.each([null, ...PHASES])('has every move from %s, in its diagram and in its table', (from) => {
    for (const { to, by, needs } of movesFrom(from)) {
      const label = needs.length > 0 ? `: ${needs.join(', ')}` : '';
      expect(lines).toContain(`${from ?? '[*]'} --> ${to}${label}`);
      const asked = needs.map((need) => `\`${need}\``).join(', ');
      expect(lines).toContain(`| ${from ? `\`${from}\`` : 'no phase yet'} | \`${to}\` | \`${by}\` | ${asked} |`);
    }
  });

  test('has no arrow but those, and those to the end', () => {
    const moves = [null, ...PHASES].flatMap(movesFrom).length;
    const ends = PHASES.filter((phase) => movesFrom(phase).length === 0).length;
    expect([...lines].filter((line) => line.includes(' --> '))).toHaveLength(moves + ends);
  });

  test('has the word and the description of every condition', () => {
    for (const condition of Object.values(CONDITIONS.codes)) {
      expect(page).toContain(`| \`${condition}\` | ${CONDITIONS.words[condition]} | `);
    }
  });
});
