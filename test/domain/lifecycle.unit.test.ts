import { describe, expect, test } from '@jest/globals';
import { INCUBATION_STAGES, PhaseName } from '../../src/domain/startups/lifecycle.ts';
import {
  CONDITIONS,
  MOVES,
  missingConditions,
  movesFrom,
  NO_PHASE,
  type PhaseBefore,
  UNKNOWN_PHASE,
} from '../../src/domain/startups/moves.ts';
import { documentationPages } from '../../tools/generate/documentation.ts';

const PHASES = Object.values(PhaseName);
const BEFORE: readonly PhaseBefore[] = [NO_PHASE, ...PHASES, UNKNOWN_PHASE];

/** Every path from a phase to a final phase, as a list of phases. */
function pathsFrom(phase: PhaseBefore, passed: readonly PhaseName[] = []): PhaseName[][] {
  const moves = movesFrom(phase);
  if (moves.length === 0) return [[...passed]];
  return moves.flatMap(({ to }) => {
    if (passed.includes(to)) throw new Error(`${to} is reached again after ${passed.join(', ')}`);
    return pathsFrom(to, [...passed, to]);
  });
}

const PATHS = pathsFrom(NO_PHASE);

describe('The table of moves', () => {
  test('has every phase, none and an unknown one', () => {
    expect(Object.keys(MOVES).sort()).toEqual([...BEFORE].sort());
  });

  test('leads to a final phase by every path, without a loop', () => {
    const ends = PHASES.filter((phase) => movesFrom(phase).length === 0);
    expect(ends.sort()).toEqual(['ABANDONED', 'ABANDONED_AT_INVESTIGATION', 'TRANSFERRED']);
    expect(PATHS.length).toBeGreaterThan(5);
    expect(PATHS.filter((path) => !ends.includes(path.at(-1) ?? 'OPERATED'))).toEqual([]);
  });

  test('leads to every phase except OPERATED, which only imports write', () => {
    const reached = new Set(PATHS.flat());
    expect(PHASES.filter((phase) => !reached.has(phase))).toEqual(['OPERATED']);
  });

  test('requires every condition of the method on each path to TRANSFERRED', () => {
    for (const path of PATHS.filter((each) => each.at(-1) === 'TRANSFERRED')) {
      const conditions = path.flatMap(
        (to, at) => movesFrom(path[at - 1] ?? NO_PHASE).find((move) => move.to === to)?.needs ?? [],
      );
      expect(new Set(conditions)).toEqual(new Set(Object.keys(CONDITIONS.codes)));
    }
  });

  test('lets every stage be abandoned without a condition', () => {
    const stages: readonly PhaseName[] = [...INCUBATION_STAGES, 'OPERATED'];
    const stops = stages.map((phase) => movesFrom(phase).filter(({ to }) => to.startsWith('ABANDONED')));
    expect(stops.map((moves) => moves.map(({ by, needs }) => ({ by, needs })))).toEqual(
      stages.map(() => [{ by: 'concludeStartup', needs: [] }]),
    );
  });

  test('lets an unknown phase only be abandoned', () => {
    expect(movesFrom(UNKNOWN_PHASE)).toEqual([{ by: 'concludeStartup', to: 'ABANDONED', needs: [] }]);
  });

  test('has one command for each phase to reach', () => {
    const moves = BEFORE.flatMap(movesFrom);
    const commandsTo = (phase: PhaseName) => new Set(moves.filter(({ to }) => to === phase).map(({ by }) => by));
    expect(PHASES.filter((phase) => commandsTo(phase).size > 1)).toEqual([]);
  });

  test('uses every condition, and no other', () => {
    const conditions = new Set(BEFORE.flatMap((phase) => movesFrom(phase).flatMap(({ needs }) => needs)));
    expect([...conditions].sort()).toEqual(Object.keys(CONDITIONS.codes).sort());
  });
});

test('missingConditions returns the unmet conditions of a move, in the order of the table', () => {
  const [reintegration] = movesFrom('CONSOLIDATION');
  expect(reintegration && missingConditions(reintegration, [])).toEqual(['SCALE_PLAN', 'RECEIVING_ADMINISTRATION']);
  expect(reintegration && missingConditions(reintegration, ['SURVEY', 'SCALE_PLAN'])).toEqual([
    'RECEIVING_ADMINISTRATION',
  ]);
  expect(reintegration && missingConditions(reintegration, ['RECEIVING_ADMINISTRATION', 'SCALE_PLAN'])).toEqual([]);
});

describe('docs/lifecycle.md', () => {
  const page = documentationPages()['docs/lifecycle.md'] ?? '';
  const lines = new Set(page.split('\n').map((line) => line.trim()));

  test.each(BEFORE)('has every move from %s in its diagram and its table', (from) => {
    for (const { to, by, needs } of movesFrom(from)) {
      const label = needs.length > 0 ? `: ${needs.join(', ')}` : '';
      expect(lines).toContain(`${from === NO_PHASE ? '[*]' : from} --> ${to}${label}`);
      const conditions = needs.map((need) => `\`${need}\``).join(', ');
      expect(lines).toContain(
        `| ${from === NO_PHASE ? 'no phase yet' : `\`${from}\``} | \`${to}\` | \`${by}\` | ${conditions} |`,
      );
    }
  });

  test('has no other arrow, except from the final phases to the end', () => {
    const moves = BEFORE.flatMap(movesFrom).length;
    const ends = PHASES.filter((phase) => movesFrom(phase).length === 0).length;
    expect([...lines].filter((line) => line.includes(' --> '))).toHaveLength(moves + ends);
  });

  test('has the code and the description of every condition', () => {
    for (const condition of Object.values(CONDITIONS.codes)) {
      expect(page).toContain(`| \`${condition}\` | ${CONDITIONS.words[condition]} | `);
    }
  });
});
