import type { EntityKind } from '../domain/entities/EntityKind.ts';
import type { MissionActionKind } from '../domain/missions/MissionActionKind.ts';
import type { ServiceStatus } from '../domain/services/ServiceStatus.ts';
import type { Accessibility } from '../domain/startups/Accessibility.ts';
import type { LinkKind } from '../domain/startups/LinkKind.ts';
import type { PhaseName } from '../domain/startups/lifecycle.ts';
import type { Employment, TeamRole } from '../domain/teams/TeamRole.ts';
import type { SourceFinding } from './findings/findings.ts';

/**
 * The rows of the register that a source gives: repaired, and linked by slugs. `mergeSource` writes them. Dates are
 * `YYYY-MM-DD`, a missing value is null, and lists are ordered. The merge compares a hash of each row: the order of its
 * properties matters.
 */
export interface MappedSource {
  /** Rows are matched by the name of the source and their `sourceId`. */
  source: SourceDescription;
  entities: MappedEntity[];
  themes: MappedTheme[];
  missions: MappedMission[];
  startups: MappedStartup[];
  services: MappedService[];
  memberships: MappedMembership[];
  methodSteps: MappedMethodStep[];
  methodRoles: MappedMethodRole[];
  findings: SourceFinding[];
}

export interface SourceDescription {
  name: string;
  title: string;
  licence: string;
  url: string | null;
}

/** The id of a row at the source, and the source row without personal data. */
export interface SourceRow {
  sourceId: string;
  record: unknown;
}

export interface MappedEntity extends SourceRow {
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

export interface MappedTheme extends SourceRow {
  slug: string;
  name: string;
}

export interface MappedMission extends SourceRow {
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

export interface MappedStartup extends SourceRow {
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

export interface MappedService extends SourceRow {
  slug: string;
  name: string;
  description: string | null;
  url: string | null;
  status: ServiceStatus;
  operator: string | null;
  startups: string[];
}

/** One row per mission of a member and startup. `memberId` is the source's id: only its HMAC is ever stored. */
export interface MappedMembership {
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

export interface MappedMethodStep extends SourceRow {
  kind: 'BIRTH' | 'INCUBATION';
  position: number;
  name: string;
  statement: string;
  phase: PhaseName | null;
}

export interface MappedMethodRole extends SourceRow {
  role: TeamRole;
  position: number;
  minimum: number;
  maximum: number;
  statement: string;
}
