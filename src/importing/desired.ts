import type { Entity } from '../domain/entities/Entity.ts';
import type { EntityIdentifier } from '../domain/entities/EntityIdentifier.ts';
import type { Mission } from '../domain/missions/Mission.ts';
import type { MissionAction } from '../domain/missions/MissionAction.ts';
import type { Service } from '../domain/services/Service.ts';
import type { Link } from '../domain/startups/Link.ts';
import type { PhaseName } from '../domain/startups/lifecycle.ts';
import type { Phase } from '../domain/startups/Phase.ts';
import type { Startup } from '../domain/startups/Startup.ts';
import type { StartupEvent } from '../domain/startups/StartupEvent.ts';
import type { Employment, TeamRole } from '../domain/teams/TeamRole.ts';
import type { Theme } from '../domain/themes/Theme.ts';
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

/** The properties of a class that a source gives, and what else its row carries. */
type Imported<T extends { slug: string }, NotGiven extends keyof T = never> = Sourced &
  Omit<T, 'id' | 'key' | 'updatedAt' | 'version' | NotGiven>;

export interface DesiredEntity extends Imported<Entity, 'parentKey' | 'closedOn'> {
  parent: string | null;
  identifiers: Omit<EntityIdentifier, 'entityKey'>[];
}

export type DesiredTheme = Imported<Theme>;

export interface DesiredMission extends Imported<Mission, 'entityKey' | 'closedOn'> {
  entity: string;
  themes: string[];
  actions: (Omit<MissionAction, 'missionKey' | 'position' | 'partnerKey' | 'serviceKey'> & {
    partner: string | null;
    service: string | null;
  })[];
}

export interface DesiredStartup extends Imported<Startup, 'decision' | 'decidedOn'> {
  phases: Omit<Phase, 'key' | 'startupKey' | 'days'>[];
  /** The first is the one it started in. */
  incubators: string[];
  sponsors: string[];
  events: Omit<StartupEvent, 'startupKey' | 'position'>[];
  links: Omit<Link, 'startupKey' | 'position'>[];
}

export interface DesiredService extends Imported<Service, 'operatorKey' | 'closedOn'> {
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
