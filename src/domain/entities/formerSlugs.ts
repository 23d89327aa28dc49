import { filterValue } from '../../graphql/filters/condition.ts';
import type { FormerValues } from '../../graphql/relations/uniqueKeys.ts';
import type { RenamedTable } from '../../register/journal/trackedTables.ts';
import { type Fragment, raw, self, sql } from '../../sql/sql.ts';

/** The table of the former slugs of a table, for a lookup by slug. */
export function formerSlugTable(table: RenamedTable): FormerValues {
  return { table: `${table}_former_slug`, key: `${table}_id` };
}

/** The former slugs of the row `self`, in the order of code points. */
export function formerSlugs(table: RenamedTable): Fragment {
  return sql`ARRAY(SELECT f.slug FROM ${raw(table)}_former_slug f WHERE f.${raw(table)}_id = ${self}.id ORDER BY f.slug)`;
}

/** SELECT of the keys of the rows with one of the slugs, or former slugs, of a filter. */
export function keysOfSlugs(table: RenamedTable): Fragment {
  return sql`SELECT id FROM ${raw(table)} WHERE slug = ANY(${filterValue}::text[]) UNION SELECT ${raw(table)}_id FROM ${raw(table)}_former_slug WHERE slug = ANY(${filterValue}::text[])`;
}
