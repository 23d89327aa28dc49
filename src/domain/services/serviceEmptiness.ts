import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { self, sql } from '../../sql/sql.ts';
import { Service } from './Service.ts';

/** What services may lack. */
export const serviceEmptiness = emptinessType(Service, { operator: ['Opérateur', sql`${self}.operator_id`] });
