import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { PhaseName } from './lifecycle.ts';

/** The conditions of the method for some moves. `nextSteps` and MOVE_NOT_ALLOWED list their codes. */
export const CONDITIONS = enumVocabulary('MoveCondition', 'A condition of the method for a move of a startup.', {
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

/** A move: the command that makes it, and its conditions. */
export interface Move {
  readonly by: MovingCommand;
  readonly needs: readonly MoveCondition[];
}

/** The key of {@link MOVES} for a startup without a phase. */
export const NO_PHASE = 'NO_PHASE';

/** The key of {@link MOVES} for a startup whose phase is unknown, because of its word or of its start. */
export const UNKNOWN_PHASE = 'UNKNOWN_PHASE';

/** The phase before a move. */
export type PhaseBefore = PhaseName | typeof NO_PHASE | typeof UNKNOWN_PHASE;

const ABANDONMENT = { by: 'concludeStartup', needs: [] } as const;
const TO_CONSOLIDATION = { by: 'advanceStartup', needs: ['SURVEY'] } as const;
const TO_REINTEGRATION = { by: 'reintegrateStartup', needs: ['SCALE_PLAN', 'RECEIVING_ADMINISTRATION'] } as const;

/**
 * The table of moves: from each phase, the next phases of the method, each with its command and conditions. Commands,
 * `nextSteps`, the diagram of the documentation and the tests read it. Any stage can be abandoned. Imports do not check this
 * table: they store the history of their source.
 */
export const MOVES = {
  NO_PHASE: { INVESTIGATION: { by: 'advanceStartup', needs: [] } },
  UNKNOWN_PHASE: { ABANDONED: ABANDONMENT },
  INVESTIGATION: {
    CONSTRUCTION: { by: 'advanceStartup', needs: ['OBJECTIVES'] },
    ABANDONED_AT_INVESTIGATION: ABANDONMENT,
  },
  CONSTRUCTION: {
    ACCELERATION: { by: 'advanceStartup', needs: ['SURVEY'] },
    CONSOLIDATION: TO_CONSOLIDATION,
    ABANDONED: ABANDONMENT,
  },
  ACCELERATION: { CONSOLIDATION: TO_CONSOLIDATION, ABANDONED: ABANDONMENT },
  CONSOLIDATION: { REINTEGRATION: TO_REINTEGRATION, ABANDONED: ABANDONMENT },
  REINTEGRATION: { TRANSFERRED: { by: 'concludeStartup', needs: [] }, ABANDONED: ABANDONMENT },
  // No move leads to OPERATED: the method has no such phase. Imported startups have it, and can still be re-integrated.
  OPERATED: { REINTEGRATION: TO_REINTEGRATION, ABANDONED: ABANDONMENT },
  TRANSFERRED: {},
  ABANDONED: {},
  ABANDONED_AT_INVESTIGATION: {},
} as const satisfies Readonly<Record<PhaseBefore, Readonly<Partial<Record<PhaseName, Move>>>>>;

/** A move of the table, with its target phase. */
export interface MoveToPhase extends Move {
  readonly to: PhaseName;
}

// The type of MOVES has the exact keys of each phase. This type allows an index by any phase.
const TABLE: Readonly<Record<PhaseBefore, Readonly<Partial<Record<PhaseName, Move>>>>> = MOVES;

/** The moves from a phase, from an unknown one, or from none. */
export function movesFrom(phase: PhaseBefore): MoveToPhase[] {
  const moves = TABLE[phase];
  return Object.values(PhaseName).flatMap((to) => {
    const move = moves[to];
    return move ? [{ ...move, to }] : [];
  });
}

/** The conditions of a move that are not among the met ones. */
export function missingConditions({ needs }: Move, met: readonly MoveCondition[]): MoveCondition[] {
  return needs.filter((condition) => !met.includes(condition));
}
