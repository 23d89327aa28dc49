import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';

/** What entities may lack. */
export const entityEmptiness = emptinessType(Entity, { parent: ['Entité mère', sql`${self}.parent_id`] });
