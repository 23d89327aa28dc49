import { oneBy } from '../../graphql/relations/relations.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import type { Agreement } from './Agreement.ts';
import type { PainPoint } from './PainPoint.ts';

/** Whom an agreement binds. */
export const agreementParties = {
  administration: oneBy<Agreement, Entity>(() => Entity, 'administrationKey'),
  startup: oneBy<Agreement, Startup>(() => Startup, 'startupKey'),
};

/** Whom a pain point is about. */
export const painPointParties = {
  administration: oneBy<PainPoint, Entity>(() => Entity, 'administrationKey'),
  startup: oneBy<PainPoint, Startup>(() => Startup, 'startupKey'),
};
