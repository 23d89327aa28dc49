import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { EntityKind } from '../../domain/entities/EntityKind.ts';
import { SuccessionKind } from '../../domain/entities/EntitySuccession.ts';
import { MissionActionKind } from '../../domain/missions/MissionAction.ts';
import { ServiceStatus } from '../../domain/services/Service.ts';
import { PhaseName } from '../../domain/startups/lifecycle.ts';
import { TeamRole } from '../../domain/teams/TeamRole.ts';
import type { MappedSource } from '../mappedSource.ts';
import { REFERENCE } from './sourceDescriptions.ts';
import { sameAsReference } from './sourceMapping.ts';

const FOLDER = join(packageRoot, 'src/importing/sources/reference');

/** Reads the reference register. */
export function readReference(): MappedSource {
  const { steps, roles } = read('method', METHOD);
  return {
    source: { ...REFERENCE },
    entities: readReferenceRows('entities', 'entity', ENTITY).map((entity) => ({
      ...entity,
      formerParents: entity.formerParents.map(({ parent, endedOn }) => ({ parent, endedOn })),
      ministryDomain: null,
      website: null,
      contact: null,
      address: null,
      repositories: null,
      identifiers: [],
    })),
    successions: read('successions', z.array(SUCCESSION)),
    themes: readReferenceRows('themes', 'theme', THEME),
    missions: readReferenceRows('missions', 'mission', MISSION),
    startups: readReferenceRows('startups', 'startup', STARTUP).map((startup) => ({
      ...startup,
      pitch: null,
      contact: null,
      accessibility: null,
      topics: [],
      technologies: [],
      hasRiskAnalysis: null,
      description: null,
      phases: [],
      events: [],
      links: [],
    })),
    services: readReferenceRows('services', 'service', SERVICE).map((service) => ({
      ...service,
      description: null,
      url: null,
      closedOn: null,
    })),
    memberships: [],
    methodSteps: steps.map((step) => ({ ...step, ...sourced('step', { slug: `${step.kind}-${step.position}` }) })),
    methodRoles: roles.map((role, at) => ({ ...role, position: at + 1, ...sourced('role', { slug: role.role }) })),
    words: [],
    modifiedAt: null,
    findings: [],
  };
}

function readReferenceRows<T extends { slug: string }>(file: string, kind: string, schema: z.ZodType<T>) {
  return read(file, z.array(schema)).map((row) => ({ ...row, ...sourced(kind, row) }));
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(parse(readFileSync(join(FOLDER, `${file}.yaml`), 'utf8')));
}

function sourced(kind: string, record: { slug: string }) {
  const sourceId = `${kind}/${record.slug}`;
  return { sourceId, ...sameAsReference(sourceId), record };
}

const text = z.string();
const optional = z.string().nullable().default(null);
const day = z.iso.date().nullable().default(null);
const slugs = z.array(z.string()).default([]);

const ENTITY = z.strictObject({
  slug: text,
  name: text,
  acronym: optional,
  kind: z.enum(EntityKind),
  openedOn: day,
  closedOn: day,
  parent: optional,
  formerParents: z.array(z.strictObject({ parent: optional, endedOn: z.iso.date(), source: text })).default([]),
  /** The public text that the name and the days come from. */
  source: z.string().optional(),
});

const SUCCESSION = z.strictObject({
  predecessor: text,
  successor: text,
  kind: z.enum(SuccessionKind),
  effectiveOn: z.iso.date(),
  legalSource: text,
  legalUrl: z.url().nullable().default(null),
});

const THEME = z.strictObject({ slug: text, name: text });

const ACTION = z.strictObject({
  kind: z.enum(MissionActionKind),
  description: text,
  beneficiaryKind: z.enum(EntityKind).nullable().default(null),
  partner: optional,
  service: optional,
});

const MISSION = z.strictObject({
  slug: text,
  entity: text,
  name: text,
  statement: text,
  closedOn: day,
  themes: slugs,
  actions: z.array(ACTION).default([]),
});

const STARTUP = z.strictObject({ slug: text, name: text, incubators: slugs, sponsors: slugs });

const SERVICE = z.strictObject({
  slug: text,
  name: text,
  status: z.enum(ServiceStatus),
  operator: optional,
  startups: slugs,
});

const STEP = z.strictObject({
  kind: z.enum(['BIRTH', 'INCUBATION']),
  position: z.int().nonnegative(),
  name: text,
  statement: text,
  phase: z.enum(PhaseName).nullable().default(null),
});

const ROLE = z.strictObject({
  role: z.enum(TeamRole),
  minimum: z.int().nonnegative(),
  maximum: z.int().positive(),
  statement: text,
});

const METHOD = z.strictObject({ steps: z.array(STEP), roles: z.array(ROLE) });
