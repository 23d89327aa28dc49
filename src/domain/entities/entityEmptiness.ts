import { emptinessType } from '../../foundation/emptinessType.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Entity } from './Entity.ts';

/** What entities may lack. */
export const entityEmptiness = emptinessType(Entity, { parent: ['Entité mère', sql`${self}.parent_id`] });
