import type { Entity } from '../domain/entities/Entity.ts';
import type { EntityIdentifier } from '../domain/entities/EntityIdentifier.ts';
import type { EntitySuccession } from '../domain/entities/EntitySuccession.ts';
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
import type { Rows } from './storedRows.ts';
import type { SourceWord } from './words/SourceWord.ts';

/**
 * The rows of the register that a source gives: repaired, and linked by slugs. `mergeSource` writes them. Dates are
 * `YYYY-MM-DD`, a missing value is null, and lists are ordered. A hash of each row shows whether it
 * changed, so a mapping must always write the properties of a row in the same order.
 */
export interface MappedSource {
  /** Rows are matched by the name of the source and their `sourceId`. */
  source: SourceDescription;
  entities: MappedEntity[];
  successions: MappedSuccession[];
  themes: MappedTheme[];
  missions: MappedMission[];
  startups: MappedStartup[];
  services: MappedService[];
  memberships: MappedMembership[];
  methodSteps: MappedMethodStep[];
  methodRoles: MappedMethodRole[];
  words: MappedWord[];
  /** The latest Last-Modified of the files, as an ISO instant. Null if unknown. */
  modifiedAt: string | null;
  findings: SourceFinding[];
}

/** A mapped source, whose rows may be in a file. */
export type MappedRows = {
  readonly [Name in keyof MappedSource]: MappedSource[Name] extends (infer Row)[] ? Rows<Row> : MappedSource[Name];
};

/** The name of a list of a mapped source. */
export type ListName = {
  [Name in keyof MappedSource]: MappedSource[Name] extends unknown[] ? Name : never;
}[keyof MappedSource];

/** A word of a closed list of the source. */
export type MappedWord = Omit<SourceWord, 'key' | 'sourceKey'>;

export interface SourceDescription {
  name: string;
  title: string;
  licence: string;
  url: string | null;
}

/** The id of a row at the source, and the source row without personal data. */
export interface SourceRow {
  sourceId: string;
  /** The ids under which the source had the row before. The register renames the row. */
  formerIds?: string[];
  /** The row of another source that is the same, although its slug may differ. */
  sameAs?: { source: string; sourceId: string };
  record: unknown;
}

/** The source row, and the properties of a domain class that the source gives: all but the `Omitted` ones. */
type Imported<T extends { slug: string }, Omitted extends keyof T = never> = SourceRow &
  Omit<T, 'id' | 'key' | 'updatedAt' | 'version' | Omitted>;

export interface MappedEntity extends Imported<Entity, 'parentKey' | 'absentSince'> {
  /** Null also if the register has no such entity: the reference register, which an installation may leave out, has some. */
  parent: string | null;
  /** The parents before the present one. */
  formerParents: { parent: string | null; endedOn: string }[];
  identifiers: Omit<EntityIdentifier, 'entityKey'>[];
}

export type MappedTheme = Imported<Theme>;

/** A succession between two entities of the source, by slug. */
export interface MappedSuccession extends Omit<EntitySuccession, 'key' | 'predecessorKey' | 'successorKey'> {
  predecessor: string;
  successor: string;
}

export interface MappedMission extends Imported<Mission, 'entityKey'> {
  entity: string;
  themes: string[];
  actions: (Omit<MissionAction, 'missionKey' | 'position' | 'partnerKey' | 'serviceKey'> & {
    partner: string | null;
    service: string | null;
  })[];
}

export interface MappedStartup extends Imported<Startup, 'decision' | 'decidedOn' | 'absentSince'> {
  /** By start, then by rank. `position` is the place in the list of the source. */
  phases: Omit<Phase, 'key' | 'startupKey' | 'days'>[];
  /** Slugs. The first one is the incubator in which the startup began. */
  incubators: string[];
  sponsors: string[];
  events: Omit<StartupEvent, 'startupKey' | 'position'>[];
  links: Omit<Link, 'startupKey' | 'position'>[];
}

export interface MappedService extends Imported<Service, 'operatorKey' | 'absentSince'> {
  operator: string | null;
  startups: string[];
}

/** A membership: beta.gouv.fr calls it a mission of a member. `memberId` is the id of the member at the source: the register stores only its HMAC. */
export interface MappedMembership {
  memberId: string;
  /** Null if the source names no startup for the membership. */
  startup: string | null;
  /** The source does not have the startup: the membership counts only if the register has it, absent or under another slug. */
  isUnknown?: true;
  /** Startups that the source names, but does not have: if the register has one of them, this row without a startup does not count. */
  unless?: string[];
  role: TeamRole;
  /** The role, in the words of the source. */
  roleWord: string;
  employment: Employment | null;
  /** Null if the source gives no dates. */
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
