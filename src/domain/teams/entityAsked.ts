import type { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import type { EntityKind } from '../entities/EntityKind.ts';
import { knownEntity } from '../entities/entityRows.ts';

/** What an entity must be for what it is asked for. */
export interface EntityDemand {
  /** The day on which it acts: it must not have been closed before. */
  on?: string;
  kind?: EntityKind;
}

/** The key of the entity of a slug that an input gives, or null with a fault. */
export async function entityAsked(
  writer: Writer,
  faults: InputFaults,
  path: string,
  slug: string,
  { on, kind }: EntityDemand = {},
): Promise<number | null> {
  const entity = await knownEntity(writer, faults, path, slug);
  if (!entity) return null;
  if (kind && entity.kind !== kind) faults.add(path, `${slug} is of the kind ${entity.kind}, not ${kind}`);
  if (on && entity.closed_on !== null && entity.closed_on < on) {
    faults.add(path, `${slug} was closed on ${entity.closed_on}, before ${on}`);
  }
  return entity.id;
}

/** The same for an entity that need not be given. */
export async function optionalEntityAsked(
  writer: Writer,
  faults: InputFaults,
  path: string,
  slug: string | null | undefined,
  demand: EntityDemand = {},
): Promise<number | null> {
  return slug == null ? null : entityAsked(writer, faults, path, slug, demand);
}
