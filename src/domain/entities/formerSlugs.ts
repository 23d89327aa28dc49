import { filterValue } from '../../graphql/filters/condition.ts';
import { type Fragment, self, sql } from '../../sql/sql.ts';

/** The former slugs of entities. */
export const FORMER_SLUGS = { table: 'entity_former_slug', key: 'entity_id' } as const;

/** The former slugs of the entity `self`, in the order of code points. */
export const formerSlugs = sql`ARRAY(SELECT f.slug FROM entity_former_slug f WHERE f.entity_id = ${self}.id ORDER BY f.slug)`;

/** SELECT of the keys of the entities with one of the slugs, or former slugs, of a filter. */
export const keysOfSlugs: Fragment = sql`SELECT id FROM entity WHERE slug = ANY(${filterValue}::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY(${filterValue}::text[])`;
