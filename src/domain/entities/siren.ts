import { type Column, type ColumnOptions, text } from '../../openData/column.ts';
import { type Fragment, raw, sql } from '../../sql/sql.ts';

/**
 * The SIREN of an entity, in SQL; null if it has none. An entity may have several. The key of each was checked when it was recorded, by
 * the command and by the constraint `is_identifier`.
 * @param key the key of the entity, such as `e.id`.
 */
export const sirenOf = (key: string): Fragment =>
  sql`(SELECT min(i.value COLLATE "C") FROM entity_identifier i WHERE i.entity_id = ${raw(key)} AND i.scheme = 'siren')`;

/** The exported column with a SIREN. @param whose the entity, in French: `de l’entité`. */
export function sirenColumn(select: Fragment, whose: string, options: ColumnOptions = {}): Column {
  return text(
    select,
    `Numéro SIREN ${whose}, de neuf chiffres dont la clé est vérifiée ; le plus petit s’il y en a plusieurs, tous figurant dans la table « identifiants » ; vide si aucun n’est connu.`,
    '130025265',
    { title: 'SIREN', ...options },
  );
}
