import type { Children } from '../../register/children.ts';
import type { InputFaults } from '../../register/InputFaults.ts';
import { listed } from '../../register/slugs.ts';
import type { Values, Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
import type { EntityIdentifierInput } from './entityInputs.ts';

/** What other registers call an entity, as rows. */
export const IDENTIFIERS: Children = {
  table: 'entity_identifier',
  owner: 'entity_id',
  keys: ['scheme', 'value'],
  values: [],
};

/** The identifiers to write; faults for those that are given twice, or that another entity has. */
export async function identifiersOf(
  writer: Writer,
  faults: InputFaults,
  given: readonly EntityIdentifierInput[] | null | undefined,
  entityKey: number | null,
): Promise<Values[]> {
  const rows: Values[] = [];
  const seen = new Set<string>();
  for (const [at, each] of listed(faults, 'identifiers', given).entries()) {
    const path = `identifiers[${at}]`;
    const row = {
      scheme: faults.text(`${path}.scheme`, each.scheme, 100),
      value: faults.text(`${path}.value`, each.value, 200),
    };
    const text = JSON.stringify([row.scheme, row.value]);
    if (seen.has(text)) faults.add(path, 'is given twice');
    seen.add(text);
    const other = await writer.row<{ slug: string }>(
      sql`SELECT slug FROM entity JOIN entity_identifier i ON i.entity_id = entity.id
        WHERE i.scheme = ${value(row.scheme)} AND i.value = ${value(row.value)} AND entity.id <> ${value(entityKey ?? 0)}`,
    );
    if (other) faults.add(path, `${excerpt(`${row.scheme} ${row.value}`, 60)} is that of ${other.slug}`);
    rows.push(row);
  }
  return rows;
}
