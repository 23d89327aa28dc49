import { emptinessType } from '../../foundation/emptinessType.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Service } from './Service.ts';

/** What services may lack. */
export const serviceEmptiness = emptinessType(Service, { operator: ['Opérateur', sql`${self}.operator_id`] });
