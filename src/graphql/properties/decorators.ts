import { Extensions, Field, Float, Int, ObjectType } from 'type-graphql';
import type { ColumnOptions } from 'typeorm';
import { Column, PrimaryColumn, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { snakeCase } from '../../sql/sql.ts';
import { inSentence, labeled } from '../labels.ts';
import { Node } from '../Node.ts';
import { openDataAt } from '../openData.ts';
import type { Model } from '../relations/columns.ts';
import { tableOf } from '../relations/columns.ts';
import { BigIntScalar, DateScalar, DateTimeScalar, UrlScalar } from '../scalars.ts';
import type { EnumVocabulary, VocabularyTable } from '../vocabulary.ts';
import type { Property, PropertyKind, PropertyOptions } from './declarations.ts';
import { recordProperty, recordTable } from './declarations.ts';

type Decorator = (prototype: object, property: string) => void;

export interface TableTypeOptions {
  /** The French noun of a row, in sentence case: `Startup d’État`. */
  readonly label?: string;
  /** The grammatical gender of the label, for the sentences of the change feed; default: the feed does not show the table. */
  readonly gender?: 'feminine' | 'masculine';
  /** The description of the GraphQL type. */
  readonly description: string;
  /** The reference to the node that a row belongs to; default: a row is a node itself. */
  readonly subject?: string;
}

/** Declares a class as a table and as a GraphQL type, which implements `Node` if the class extends it. */
export function TableType(table: string, options: TableTypeOptions): (model: Model) => void {
  const { label, gender, description, subject } = options;
  return (model) => {
    Table(table)(model);
    ObjectType({ description, ...(model.prototype instanceof Node && { implements: Node }) })(model);
    const noun = label && gender && { noun: inSentence(label), isFeminine: gender === 'feminine' };
    recordTable({ model, table, subject, ...(noun && { noun }) });
  };
}

/** The generated key of a row. */
export function Key(): Decorator {
  return PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' });
}

/** A text, in French unless its description says otherwise. */
export function Text(options: PropertyOptions<string> = {}): Decorator {
  return propertyDecorator('text', { type: 'text' }, () => String, options);
}

/** An absolute http or https URL. */
export function Url(options: PropertyOptions<string>): Decorator {
  return propertyDecorator('url', { type: 'text' }, () => UrlScalar, options);
}

/** A list of texts. */
export function TextList(options: PropertyOptions<readonly string[]>): Decorator {
  return propertyDecorator('list', { type: 'text', array: true }, () => [String], options);
}

/** A fact that holds or does not hold. */
export function Flag(options: PropertyOptions<boolean>): Decorator {
  return propertyDecorator('boolean', { type: 'boolean' }, () => Boolean, options);
}

/** A calendar day, `YYYY-MM-DD`. */
export function Day(options: PropertyOptions<string> = {}): Decorator {
  return propertyDecorator('date', { type: 'date' }, () => DateScalar, options);
}

/** An instant, to the millisecond. */
export function Instant(options: PropertyOptions<string> = {}): Decorator {
  return propertyDecorator('timestamptz', { type: 'timestamptz', precision: 3 }, () => DateTimeScalar, options);
}

/** A whole number. */
export function Integer(options: PropertyOptions<number> & { generated?: true } = {}): Decorator {
  const { generated, ...rest } = options;
  const column = { type: 'integer', ...(generated && { insert: false, update: false }) } as const;
  return propertyDecorator('integer', column, () => Int, generated ? { imported: false, ...rest } : rest);
}

/** An amount in cents, which may exceed 32 bits. */
export function Cents(options: PropertyOptions<number> = {}): Decorator {
  return propertyDecorator('bigint', { type: 'bigint' }, () => BigIntScalar, options);
}

/** The rank of a row among the rows of its parent, from 0. The exported column counts from 1. */
export function Position(options: PropertyOptions<number> = {}): Decorator {
  return propertyDecorator('position', { type: 'integer' }, () => Int, options);
}

/** A number with decimals. */
export function Decimal(options: PropertyOptions<number> = {}): Decorator {
  return propertyDecorator('number', { type: 'double precision' }, () => Float, options);
}

/** One value of a closed list. */
export function Enum<T extends VocabularyTable>(
  vocabulary: EnumVocabulary<T>,
  options: PropertyOptions<keyof T & string>,
): Decorator {
  const column = { type: 'enum', enum: vocabulary.codes, enumName: vocabulary.type } as const;
  return propertyDecorator('enum', column, () => vocabulary.codes, options, { vocabulary });
}

/**
 * A foreign key: the property `operatorKey` is the column `operator_id` and the field `operator`. `defineFields` adds
 * the field to the schema, in a module that knows the referenced class.
 * @param to the referenced class; for a class of a later module, its table.
 */
export function Reference(to: (() => Model) | string, options: PropertyOptions<string> = {}): Decorator {
  return (prototype, property) => {
    const name = property.replace(/Key$/, '');
    const { nullable = false, primary = false, column = `${snakeCase(name)}_id` } = options;
    columnDecorator(primary, { type: 'integer', name: column, nullable })(prototype, property);
    const referenced =
      typeof to === 'string' ? { references: () => to } : { references: () => tableOf(to()), target: to };
    recordProperty(prototype, {
      imported: false,
      ...options,
      property,
      name,
      column,
      kind: 'reference',
      ...referenced,
    });
  };
}

/**
 * The readable identifier, unique in its table. Its exported column is `identifiant`.
 * @param ofRow the row in French, with its article: `de la startup`.
 */
export function Slug(plural: string, ofRow: string, example: string, { canChange = false } = {}): Decorator {
  return Text({
    label: 'Identifiant',
    description: `The slug: a readable identifier, unique among ${plural}. ${canChange ? 'It changes only if a source renames the record: `formerSlugs` then lists the former one' : 'It never changes and is never reused'}.`,
    filter: { description: `Selects the ${plural} with one of these slugs.` },
    export: {
      name: 'identifiant',
      description: `Identifiant stable ${ofRow}, ${canChange ? 'qui ne change qu’en cas de renommage dans la source' : 'jamais réattribué'}.`,
      example,
      unique: true,
    },
    imported: false,
  });
}

/**
 * A generic mailbox.
 * @param ofRow the row in French, with its article: `de la startup`.
 */
export function Contact(ofRow: string, example: string): Decorator {
  const description = `Adresse électronique générique ${ofRow}, jamais celle d’une personne ; vide si non renseigné.`;
  return Text({
    label: 'Boîte générique',
    description: 'The generic mailbox, never the address of a person. Null if unknown.',
    nullable: true,
    export: { name: 'contact', title: 'Contact', description, example },
  });
}

/** The last day of a row that is closed. Imports do not write it, unless the options say so. */
export function ClosedOn(options: PropertyOptions<string> = {}): Decorator {
  return Day({
    label: 'Fermeture',
    description: 'The last day. Null while no last day is known.',
    nullable: true,
    filter: { description: 'Compares the last day.' },
    imported: false,
    ...options,
  });
}

/**
 * The day since which no source gives the row.
 * @param name the exported column.
 * @param row the row in French, with its article: `la startup`.
 */
export function AbsentSince(name: 'absent_depuis' | 'absente_depuis', row: string): Decorator {
  return Day({
    label: 'Disparition des sources',
    description:
      'The day of the import that first missed the record: no source gives it any more. Null while a source gives it, and for records that no source ever gave.',
    nullable: true,
    filter: { description: 'Compares the day of the import that first missed the record.' },
    export: {
      name,
      description: `Jour du premier import dans lequel ${row} ne figure plus, après avoir figuré dans un import précédent ; vide tant qu’une source donne cet enregistrement, ou si aucune ne l’a jamais donné.`,
      example: '2026-08-20',
    },
    imported: false,
  });
}

/** The instant of the last change of the row. @param ofRow the row in French, with its article: `de l’entité`. */
export function UpdatedAt(what: string, ofRow: string, options: PropertyOptions<string> = {}): Decorator {
  return Instant({
    label: 'Dernière modification',
    changeFeed: false,
    description: `The instant at which the register last changed ${what}.`,
    filter: { description: 'Compares the instant of the last change.' },
    export: {
      name: 'modifie_le',
      title: 'Modifié le',
      description: `Instant de la dernière modification ${ofRow} dans le registre, en temps universel (UTC).`,
      example: '2026-11-23T18:00:00.000Z',
    },
    imported: false,
    ...options,
  });
}

/** The version of the register in which the row last changed. */
export function Version(): Decorator {
  return Integer({
    label: 'Version',
    changeFeed: false,
    description:
      'The version of the register in which the record last changed. Mutations of the record take it as `version`.',
    openData: { not: '`modifie_le` has the instant of that version.' },
    imported: false,
  });
}

/** The decorator of a property of any kind but a reference. */
function propertyDecorator(
  kind: PropertyKind,
  column: ColumnOptions,
  type: () => object,
  options: PropertyOptions,
  more: Pick<Property, 'vocabulary'> = {},
): Decorator {
  return (prototype, property) => {
    const { label, description, nullable = false, primary = false, openData } = options;
    if (description !== undefined) Field(type, { nullable, description })(prototype, property);
    if (description !== undefined) {
      Extensions({ ...(label !== undefined && labeled(label)), ...openDataAt(openData) })(prototype, property);
    }
    columnDecorator(primary, { ...column, name: options.column, nullable })(prototype, property);
    const name = options.column ?? snakeCase(property);
    recordProperty(prototype, { ...options, property, name: property, column: name, kind, ...more });
  };
}

function columnDecorator(primary: boolean, options: ColumnOptions): Decorator {
  if (!primary) return Column(options);
  const { nullable: _never, ...rest } = options;
  return PrimaryColumn(rest);
}
