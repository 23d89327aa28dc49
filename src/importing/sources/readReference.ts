import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { EntityKind } from '../../domain/entities/EntityKind.ts';
import { MissionActionKind } from '../../domain/missions/MissionActionKind.ts';
import { ServiceStatus } from '../../domain/services/ServiceStatus.ts';
import { PhaseName } from '../../domain/startups/lifecycle.ts';
import { TeamRole } from '../../domain/teams/TeamRole.ts';
import type { Desired, SourceDescription } from '../desired.ts';

/** The folder of the reference register: what a fresh install holds, as readable data. */
const FOLDER = join(packageRoot, 'src/importing/sources/reference');

const SOURCE: SourceDescription = {
  name: 'reference',
  title: 'Registre de référence : les faits rapportés par une visite à la DINSIC en 2017',
  licence: 'etalab-2.0',
  url: null,
};

/** Reads the reference register into the shape of every source. A wrong file is our own mistake, found by a test. */
export function readReference(): Desired {
  const { steps, roles } = read('method', METHOD);
  return {
    source: SOURCE,
    entities: read('entities', z.array(ENTITY)).map((entity) => ({
      ...entity,
      ...sourced('entity', entity),
      ministryDomain: null,
      website: null,
      contact: null,
      identifiers: [],
    })),
    themes: read('themes', z.array(THEME)).map((theme) => ({ ...theme, ...sourced('theme', theme) })),
    missions: read('missions', z.array(MISSION)).map((mission) => ({ ...mission, ...sourced('mission', mission) })),
    startups: read('startups', z.array(STARTUP)).map((startup) => ({
      ...startup,
      ...sourced('startup', startup),
      pitch: null,
      contact: null,
      accessibility: null,
      topics: [],
      technologies: [],
      phases: [],
      events: [],
      links: [],
    })),
    services: read('services', z.array(SERVICE)).map((service) => ({
      ...service,
      ...sourced('service', service),
      description: null,
      url: null,
    })),
    memberships: [],
    methodSteps: steps.map((step) => ({ ...step, ...sourced('step', { slug: `${step.kind}-${step.position}` }) })),
    methodRoles: roles.map((role, at) => ({ ...role, position: at + 1, ...sourced('role', { slug: role.role }) })),
    findings: [],
  };
}

function sourced(kind: string, record: { slug: string }) {
  return { sourceId: `${kind}/${record.slug}`, record };
}

function read<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')));
}

const slug = z.string();
const text = z.string();
const absent = z.string().nullable().default(null);
const slugs = z.array(slug).default([]);

const ENTITY = z.strictObject({
  slug,
  name: text,
  acronym: absent,
  kind: z.enum(EntityKind),
  parent: absent,
  source: z.string().optional(),
});

const THEME = z.strictObject({ slug, name: text });

const ACTION = z.strictObject({
  kind: z.enum(MissionActionKind),
  description: text,
  beneficiaryKind: z.enum(EntityKind).nullable().default(null),
  partner: absent,
  service: absent,
});

const MISSION = z.strictObject({
  slug,
  entity: slug,
  name: text,
  statement: text,
  themes: slugs,
  actions: z.array(ACTION).default([]),
});

const STARTUP = z.strictObject({ slug, name: text, incubators: slugs, sponsors: slugs });

const SERVICE = z.strictObject({
  slug,
  name: text,
  status: z.enum(ServiceStatus),
  operator: absent,
  startups: slugs,
});

const METHOD = z.strictObject({
  steps: z.array(
    z.strictObject({
      kind: z.enum(['BIRTH', 'INCUBATION']),
      position: z.int().nonnegative(),
      name: text,
      statement: text,
      phase: z.enum(PhaseName).nullable().default(null),
    }),
  ),
  roles: z.array(
    z.strictObject({
      role: z.enum(TeamRole),
      minimum: z.int().nonnegative(),
      maximum: z.int().positive(),
      statement: text,
    }),
  ),
});
