import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { EntityKind } from '../../domain/entities/EntityKind.ts';
import type { SourceRow } from '../mappedSource.ts';
import { BETA_GOUV, REFERENCE } from './sourceDescriptions.ts';

/** What the register knows of an organisation of beta.gouv.fr, and the source does not give. */
export interface KnownOrganisation {
  /** The slug of the same body in the reference register. */
  sameAs?: string;
  kind?: EntityKind;
  /** The id of the organisation above, if it is not the ministry of the domain. */
  parent?: string;
  /** Whether no ministry is above, whatever the domain. */
  independent?: true;
}

const sameAs = z.string().optional();

const MAPPING = z.strictObject({
  ministries: z.record(z.string(), z.array(z.string())),
  organisations: z.record(
    z.string(),
    z.strictObject({
      sameAs,
      kind: z.enum(EntityKind).optional(),
      parent: z.string().optional(),
      independent: z.literal(true).optional(),
    }),
  ),
  incubators: z.record(z.string(), z.strictObject({ sameAs })),
  services: z.record(z.string(), z.strictObject({ sameAs })),
});

const FILE = join(packageRoot, 'src/importing/sources/reference/mapping.yaml');
const { ministries, organisations, incubators, services } = MAPPING.parse(parse(readFileSync(FILE, 'utf8')));

const MINISTRIES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ministries));
const ORGANISATIONS: ReadonlyMap<string, KnownOrganisation> = new Map(Object.entries(organisations));

/** What is known of an organisation, by its id at the source. */
export function knownOrganisation(id: string): KnownOrganisation {
  return ORGANISATIONS.get(id) ?? {};
}

/** The ids of the ministries of a domain: the first one that the source gives counts. */
export function ministriesOf(domain: string | null): readonly string[] {
  return MINISTRIES.get(domain ?? '') ?? [];
}

/** The row of the reference register that is the same as a row of beta.gouv.fr, by its id at the source. */
export function sameAsBetaGouv(sourceId: string): Pick<SourceRow, 'sameAs'> {
  const pair = SAME_ROWS.find(([betaGouv]) => betaGouv === sourceId);
  return pair ? { sameAs: { source: REFERENCE.name, sourceId: pair[1] } } : {};
}

/** The row of beta.gouv.fr that is the same as a row of the reference register, by its id there. */
export function sameAsReference(sourceId: string): Pick<SourceRow, 'sameAs'> {
  const pair = SAME_ROWS.find(([, reference]) => reference === sourceId);
  return pair ? { sameAs: { source: BETA_GOUV.name, sourceId: pair[0] } } : {};
}

/** The pairs of a row of beta.gouv.fr and a row of the reference register that are the same, by their ids at the source. */
export const SAME_ROWS: readonly (readonly [betaGouv: string, reference: string])[] = [
  ...pairs('organisation', 'entity', organisations),
  ...pairs('incubator', 'entity', incubators),
  ...pairs('service', 'service', services),
];

function pairs(kind: string, referenceKind: string, known: Readonly<Record<string, { sameAs?: string | undefined }>>) {
  return Object.entries(known).flatMap(([id, { sameAs: slug }]) =>
    slug === undefined ? [] : [[`${kind}/${id}`, `${referenceKind}/${slug}`] as const],
  );
}
