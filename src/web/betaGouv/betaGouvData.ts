import type { Reader } from '../../sql/reader.ts';
import { type BetaGouvEntity, ENTITY_ROWS } from './entityRows.ts';
import { STARTUP_ROWS, type StartupRow } from './startupRows.ts';

/** The data of all files. Each list has the order of beta.gouv.fr. */
export interface BetaGouvData {
  readonly startups: readonly StartupRow[];
  readonly incubators: readonly IdentifiedEntity[];
  readonly organisations: readonly IdentifiedEntity[];
  /** IDs by key. An incubator and an organisation may have the same ID. */
  readonly incubatorIds: ReadonlyMap<number, string>;
  readonly organisationIds: ReadonlyMap<number, string>;
}

export interface IdentifiedEntity extends BetaGouvEntity {
  readonly id: string;
}

/** Reads the data in two statements. */
export async function readBetaGouvData(reader: Reader): Promise<BetaGouvData> {
  const startups = await reader.rows<StartupRow>(STARTUP_ROWS);
  const entities = await reader.rows<BetaGouvEntity>(ENTITY_ROWS);
  // The lists include every entity that a startup or an incubator references, whatever its kind, and the others unless they
  // are absent from their sources.
  const startupIncubators = new Set(startups.flatMap(({ incubators }) => incubators));
  const incubators = entities.filter(
    ({ key, kind, isAbsent }) => (kind === 'INCUBATOR' && !isAbsent) || startupIncubators.has(key),
  );
  const sponsorsAndParents = new Set([
    ...startups.flatMap(({ sponsors }) => sponsors),
    ...incubators.map(({ parent }) => parent),
  ]);
  const organisations = entities.filter(
    ({ key, kind, isAbsent }) => (kind !== 'INCUBATOR' && !isAbsent) || sponsorsAndParents.has(key),
  );
  const incubatorIds = uniqueIds(incubators, ({ incubatorId }) => incubatorId);
  const organisationIds = uniqueIds(organisations, ({ organisationId }) => organisationId);
  return {
    startups,
    incubators: inFileOrder(incubators, incubatorIds),
    organisations: inFileOrder(organisations, organisationIds),
    incubatorIds,
    organisationIds,
  };
}

/** The IDs of keys, in the order of the keys. */
export function idsOf(keys: readonly number[], ids: ReadonlyMap<number, string>): string[] {
  return keys.flatMap((key) => ids.get(key) ?? []);
}

/** The ID of each entity by key: that of beta.gouv.fr, or its slug, with a prefix when another entity has this ID. */
function uniqueIds(
  entities: readonly BetaGouvEntity[],
  givenId: (entity: BetaGouvEntity) => string | null,
): ReadonlyMap<number, string> {
  const taken = new Set(entities.map(givenId));
  return new Map(
    entities.map((entity) => {
      const given = givenId(entity);
      if (given !== null) return [entity.key, given];
      let id = entity.slug;
      while (taken.has(id)) id = `registre-${id}`;
      taken.add(id);
      return [entity.key, id];
    }),
  );
}

/** In the byte order of the file names of beta.gouv.fr: `a-b.md` comes before `a.md`. */
function inFileOrder(entities: readonly BetaGouvEntity[], ids: ReadonlyMap<number, string>): IdentifiedEntity[] {
  return entities
    .map((entity) => ({ ...entity, id: ids.get(entity.key) ?? entity.slug }))
    .map((entity) => ({ entity, file: Buffer.from(`${entity.id}.md`) }))
    .sort((a, b) => Buffer.compare(a.file, b.file))
    .map(({ entity }) => entity);
}
