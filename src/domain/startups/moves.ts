import { vocabulary } from '../../graphql/vocabulary.ts';
import { PhaseName } from './lifecycle.ts';

/** What the method asks for before some moves: codes, as `nextSteps` and refusals list them. */
export const CONDITIONS = vocabulary({
  OBJECTIVES: { label: 'Objectifs', description: 'At least one objective of the service is recorded.' },
  SURVEY: {
    label: 'Enquête de satisfaction',
    description: 'A satisfaction survey of one of its services is recorded since the start of the construction.',
  },
  SCALE_PLAN: {
    label: 'Plan de passage à l’échelle',
    description: 'A plan to bring the service to all its end users is recorded.',
  },
  RECEIVING_ADMINISTRATION: {
    label: 'Administration d’accueil',
    description:
      'The administration is known: that of the latest agreement, the only sponsor, or the one given in the command.',
  },
});
export type MoveCondition = keyof typeof CONDITIONS.codes;

/** The commands that move a startup. */
export type MovingCommand = 'advanceStartup' | 'reintegrateStartup' | 'concludeStartup';

/** A move: the command that makes it, and what it needs. */
export interface Move {
  readonly by: MovingCommand;
  readonly needs: readonly MoveCondition[];
}

/** Where a startup that has no phase yet moves from. */
export const NO_PHASE = 'NO_PHASE';

const STOP = { by: 'concludeStartup', needs: [] } as const;
const TO_CONSOLIDATION = { by: 'advanceStartup', needs: ['SURVEY'] } as const;
const TO_REINTEGRATION = { by: 'reintegrateStartup', needs: ['SCALE_PLAN', 'RECEIVING_ADMINISTRATION'] } as const;

/**
 * THE table of moves: from each phase, the phases that the method leads to, by which command and on which conditions.
 * Commands, `nextSteps`, the diagram of the documentation and the tests all walk it. Stopping is possible from any
 * stage. Imports write whatever history their source tells, and are not held to it.
 */
export const MOVES = {
  NO_PHASE: { INVESTIGATION: { by: 'advanceStartup', needs: [] } },
  INVESTIGATION: { CONSTRUCTION: { by: 'advanceStartup', needs: ['OBJECTIVES'] }, ABANDONED_AT_INVESTIGATION: STOP },
  CONSTRUCTION: {
    ACCELERATION: { by: 'advanceStartup', needs: ['SURVEY'] },
    CONSOLIDATION: TO_CONSOLIDATION,
    ABANDONED: STOP,
  },
  ACCELERATION: { CONSOLIDATION: TO_CONSOLIDATION, ABANDONED: STOP },
  CONSOLIDATION: { REINTEGRATION: TO_REINTEGRATION, ABANDONED: STOP },
  REINTEGRATION: { TRANSFERRED: { by: 'concludeStartup', needs: [] }, ABANDONED: STOP },
  // Nothing leads here: the method knows no service that stays. beta.gouv.fr does, and its startups can still go home.
  OPERATED: { REINTEGRATION: TO_REINTEGRATION, ABANDONED: STOP },
  TRANSFERRED: {},
  ABANDONED: {},
  ABANDONED_AT_INVESTIGATION: {},
} as const satisfies Readonly<Record<PhaseName | typeof NO_PHASE, Readonly<Partial<Record<PhaseName, Move>>>>>;

/** A move of the table, with where it leads. */
export interface MoveToPhase extends Move {
  readonly to: PhaseName;
}

const TABLE: Readonly<Record<PhaseName | typeof NO_PHASE, Readonly<Partial<Record<PhaseName, Move>>>>> = MOVES;

/** The moves from a phase, or from none. */
export function movesFrom(phase: PhaseName | null): MoveToPhase[] {
  const moves = TABLE[phase ?? NO_PHASE];
  return Object.values(PhaseName).flatMap((to) => {
    const move = moves[to];
    return move ? [{ ...move, to }] : [];
  });
}

/** What a move lacks, when these conditions are met. */
export function missingConditions({ needs }: Move, met: readonly MoveCondition[]): MoveCondition[] {
  return needs.filter((condition) => !met.includes(condition));
}
