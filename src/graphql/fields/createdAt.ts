import { self, sql } from '../../sql/sql.ts';
import { orderKey } from '../connections/listing.ts';
import { comparisonField } from '../filters/condition.ts';
import type { OpenDataPlace } from '../openData.ts';
import type { Model } from '../relations/columns.ts';
import { expression } from '../relations/relations.ts';
import { DateTimeScalar } from '../scalars.ts';
import type { FieldDeclaration } from './defineFields.ts';

const createdInstant = sql`${self}.created_at`;

/** Orders by the creation of the row. */
export const BY_CREATION = orderKey(
  'timestamptz',
  createdInstant,
  'Orders by the instant at which the record entered the register.',
);

/** The filter field `createdAt`. */
export const CREATED_AT_FILTER = comparisonField(
  'Compares the instant at which the record entered the register.',
  createdInstant,
  'timestamptz',
);

/** The field `createdAt` of a class, with its place in the open data. */
export function createdAt(model: () => Model, openData: OpenDataPlace): FieldDeclaration {
  return {
    relation: expression(model, createdInstant),
    type: () => DateTimeScalar,
    openData,
    label: 'Création dans le registre',
    description: 'The instant at which the record entered the register, by an import or a mutation.',
  };
}
