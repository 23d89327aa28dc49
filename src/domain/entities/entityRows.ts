import type { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';

/** An entity as commands read it: its columns. */
export interface EntityRow {
  id: number;
  slug: string;
  name: string;
  acronym: string | null;
  kind: string;
  ministry_domain: string | null;
  website: string | null;
  contact: string | null;
  parent_id: number | null;
  closed_on: string | null;
  version: number;
}

/** The entity of a slug; a fault and null if there is none. */
export async function knownEntity(
  writer: Writer,
  faults: InputFaults,
  path: string,
  slug: string,
): Promise<EntityRow | null> {
  const row = await writer.row<EntityRow>(
    sql`SELECT id, slug, name, acronym, kind, ministry_domain, website, contact, parent_id, closed_on, version
      FROM entity WHERE slug = ${value(slug)}`,
  );
  return faults.known(path, slug, row, 'entity');
}

/**
 * The key of the entity of a slug, which must be open; else a fault and null.
 * @param held the key that is there already: it may be kept, even if that entity was closed meanwhile.
 */
export async function openEntity(
  writer: Writer,
  faults: InputFaults,
  path: string,
  slug: string,
  held: number | null = null,
): Promise<number | null> {
  const row = await knownEntity(writer, faults, path, slug);
  if (row && row.closed_on !== null && row.id !== held) faults.add(path, `${slug} is closed since ${row.closed_on}`);
  return row?.id ?? null;
}
