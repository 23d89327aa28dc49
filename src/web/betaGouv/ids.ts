import type { EntityRow } from './entityRows.ts';

/**
 * The id of each entity by its key: the one that beta.gouv.fr gave it, else its slug, else (another has that one as its
 * id) its slug with a prefix, so that no two share one.
 */
export function idsOf(
  entities: readonly EntityRow[],
  given: (entity: EntityRow) => string | null,
): ReadonlyMap<number, string> {
  const ids = new Map(entities.map((entity) => [entity.key, given(entity)]));
  const taken = new Set(ids.values());
  const idOf = ({ key, slug }: EntityRow): string => {
    const known = ids.get(key) ?? null;
    if (known !== null) return known;
    let id = slug;
    while (taken.has(id)) id = `registre-${id}`;
    taken.add(id);
    return id;
  };
  return new Map(entities.map((entity) => [entity.key, idOf(entity)]));
}

/** The ids behind keys, in their order. */
export function idsBehind(keys: readonly number[], ids: ReadonlyMap<number, string>): string[] {
  return keys.flatMap((key) => ids.get(key) ?? []);
}
