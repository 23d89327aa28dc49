import type { Reader } from '../../sql/reader.ts';
import type { EntityRow } from './entityRows.ts';
import { ENTITY_ROWS } from './entityRows.ts';
import { idsOf } from './ids.ts';
import type { StartupRow } from './startupRows.ts';
import { STARTUP_ROWS } from './startupRows.ts';

/** What the register holds of what v2.7 tells, each list in the order of beta.gouv.fr. */
export interface Holding {
  readonly startups: readonly StartupRow[];
  readonly incubators: readonly Identified[];
  readonly organisations: readonly Identified[];
  /** The id of each of them by its key. */
  readonly incubatorIds: ReadonlyMap<number, string>;
  readonly organisationIds: ReadonlyMap<number, string>;
}

/** An entity under its id in one of the lists: the same id may name an organisation and an incubator. */
export interface Identified extends EntityRow {
  readonly id: string;
}

/** Reads it in two statements, however much there is. */
export async function readHolding(reader: Reader): Promise<Holding> {
  const startups = await reader.rows<StartupRow>(STARTUP_ROWS);
  const entities = await reader.rows<EntityRow>(ENTITY_ROWS);
  // Nothing that a startup or an incubator names may be missing: whatever its kind, it is what they name it as.
  const asIncubators = new Set(startups.flatMap(({ incubators }) => incubators));
  const incubators = entities.filter(({ key, kind }) => kind === 'INCUBATOR' || asIncubators.has(key));
  const asOrganisations = new Set([...startups.flatMap(({ sponsors }) => sponsors), ...incubators.map(parentOf)]);
  const organisations = entities.filter(({ key, kind }) => kind !== 'INCUBATOR' || asOrganisations.has(key));
  const incubatorIds = idsOf(incubators, ({ incubatorId }) => incubatorId);
  const organisationIds = idsOf(organisations, ({ organisationId }) => organisationId);
  return {
    startups,
    incubators: inOrder(incubators, incubatorIds),
    organisations: inOrder(organisations, organisationIds),
    incubatorIds,
    organisationIds,
  };
}

function parentOf({ parent }: EntityRow): number | null {
  return parent;
}

/** By the bytes of the names of the files of beta.gouv.fr: `a-b.md` comes before `a.md`. */
function inOrder(entities: readonly EntityRow[], ids: ReadonlyMap<number, string>): Identified[] {
  return entities
    .map((entity) => ({ ...entity, id: ids.get(entity.key) ?? entity.slug }))
    .map((entity) => ({ entity, file: Buffer.from(`${entity.id}.md`) }))
    .sort((a, b) => Buffer.compare(a.file, b.file))
    .map(({ entity }) => entity);
}
