import type { EntityKind } from '../domain/entities/EntityKind.ts';
import type { MissionActionKind } from '../domain/missions/MissionActionKind.ts';
import type { ServiceStatus } from '../domain/services/ServiceStatus.ts';
import type { Accessibility } from '../domain/startups/Accessibility.ts';
import type { LinkKind } from '../domain/startups/LinkKind.ts';
import type { PhaseName } from '../domain/startups/lifecycle.ts';
import type { Employment, TeamRole } from '../domain/teams/TeamRole.ts';
import type { SourceFinding } from './findings/findings.ts';

/**
 * What a source says that the register should hold: plain data, linked by slugs, already repaired.
 * Every source (the reference register, the beta.gouv.fr API) is read into this one shape, and
 * {@link load} brings the register to it. Dates are `YYYY-MM-DD`; an absent value is null; lists are in order.
 */
export interface Desired {
  /** Stable name of the source; rows are known again by it and their `sourceId`. */
  source: SourceDescription;
  entities: DesiredEntity[];
  themes: DesiredTheme[];
  missions: DesiredMission[];
  startups: DesiredStartup[];
  services: DesiredService[];
  memberships: DesiredMembership[];
  methodSteps: DesiredMethodStep[];
  methodRoles: DesiredMethodRole[];
  findings: SourceFinding[];
}

export interface SourceDescription {
  name: string;
  title: string;
  licence: string;
  url: string | null;
}

/** What every row of a source carries: its id there, and the row as it was given (without anything personal). */
export interface Sourced {
  sourceId: string;
  record: unknown;
}

export interface DesiredEntity extends Sourced {
  slug: string;
  name: string;
  acronym: string | null;
  kind: EntityKind;
  ministryDomain: string | null;
  website: string | null;
  /** A generic mailbox only, never a person's. */
  contact: string | null;
  parent: string | null;
  identifiers: { scheme: string; value: string }[];
}

export interface DesiredTheme extends Sourced {
  slug: string;
  name: string;
}

export interface DesiredMission extends Sourced {
  slug: string;
  name: string;
  statement: string;
  entity: string;
  themes: string[];
  actions: {
    kind: MissionActionKind;
    description: string;
    beneficiaryKind: EntityKind | null;
    partner: string | null;
    service: string | null;
  }[];
}

export interface DesiredStartup extends Sourced {
  slug: string;
  name: string;
  pitch: string | null;
  contact: string | null;
  accessibility: Accessibility | null;
  topics: string[];
  technologies: string[];
  phases: { name: PhaseName; startedOn: string; endedOn: string | null; comment: string | null }[];
  /** The first is the one it started in. */
  incubators: string[];
  sponsors: string[];
  events: { kind: string; on: string; comment: string | null }[];
  links: { kind: LinkKind; url: string }[];
}

export interface DesiredService extends Sourced {
  slug: string;
  name: string;
  description: string | null;
  url: string | null;
  status: ServiceStatus;
  operator: string | null;
  startups: string[];
}

/** One row per mission of a member and startup. `memberId` is the source's id: only its HMAC is ever stored. */
export interface DesiredMembership {
  memberId: string;
  /** Null when the mission is not tied to a startup. */
  startup: string | null;
  role: TeamRole;
  /** The source's own word for the role. */
  roleWord: string;
  employment: Employment | null;
  /** Null when the source ties member and startup without dates. */
  startedOn: string | null;
  endedOn: string | null;
}

export interface DesiredMethodStep extends Sourced {
  kind: 'BIRTH' | 'INCUBATION';
  position: number;
  name: string;
  statement: string;
  phase: PhaseName | null;
}

export interface DesiredMethodRole extends Sourced {
  role: TeamRole;
  position: number;
  minimum: number;
  maximum: number;
  statement: string;
}
