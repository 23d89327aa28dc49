import { Entity } from '../../domain/entities/Entity.ts';
import { EntityIdentifier } from '../../domain/entities/EntityIdentifier.ts';
import { FormerParent } from '../../domain/entities/FormerParent.ts';
import { Mission } from '../../domain/missions/Mission.ts';
import { MissionAction } from '../../domain/missions/MissionAction.ts';
import { Service } from '../../domain/services/Service.ts';
import { Link } from '../../domain/startups/Link.ts';
import { Phase } from '../../domain/startups/Phase.ts';
import { Startup } from '../../domain/startups/Startup.ts';
import { StartupEvent } from '../../domain/startups/StartupEvent.ts';
import { Theme } from '../../domain/themes/Theme.ts';
import { type Property, propertiesOf, propertyOf, tableTypeOf } from '../../graphql/properties/declarations.ts';
import { columnOf, type Model, tableOf } from '../../graphql/relations/columns.ts';
import type { ColumnTypes } from '../../sql/executeInBatches.ts';
import type { Item } from './mergeFields.ts';

/** The tables of rows that have a slug and a source record, in the order in which imports write them. */
export const SOURCED_KINDS = ['entity', 'theme', 'startup', 'service', 'mission'] as const;
export type SourcedKind = (typeof SOURCED_KINDS)[number];

/** Returns the key of the row of a table with a slug of the source. */
export type KeyOf = (table: string, slug: string) => number;

/** A value of a mapped row that imports write. */
export interface SourcedField {
  /** Its name in findings. */
  readonly name: string;
  readonly column: string;
  readonly type: string;
  /** The table that the column references. */
  readonly references: string | null;
  /** The field that decides which source gives this one, such as the status of a service for its last day. Default: the field itself. */
  readonly leader: string;
  /** Reads the value from a mapped row, or from an item of a list. */
  read(mapped: object | string, keyOf: KeyOf): unknown;
}

/** A list of a mapped row, whose items are the rows of another table. */
export interface SourcedList {
  /** The property of the mapped row, also its name in findings. */
  readonly name: string;
  readonly table: string;
  /** The column with the key of the row that the items belong to. */
  readonly parent: string;
  readonly fields: readonly SourcedField[];
  /** Whether the column `position` has the order of the list. */
  readonly ordered: boolean;
  /**
   * Whether an item belongs to one row only, whatever the source. The lists of several sources are then joined. Otherwise the list of the
   * first source that gives one counts.
   */
  readonly exclusive: boolean;
  /** Two items with the same key are the same item. */
  keyOf(item: Item): string;
  /** The unique values of an item in its list, other than its key. */
  identityOf?(item: Item): string;
  /** Whether the values of an item agree with each other. */
  isValid?(item: Item): boolean;
}

/** What imports write of a kind of row. */
export interface SourcedClass {
  readonly kind: SourcedKind;
  readonly fields: readonly SourcedField[];
  readonly lists: readonly SourcedList[];
}

const CLASSES: Readonly<Record<SourcedKind, SourcedClass>> = {
  entity: sourcedClass('entity', Entity, [
    ownedList('identifiers', EntityIdentifier, ['scheme', 'value'], { exclusive: true }),
    ownedList('formerParents', FormerParent, ['endedOn']),
  ]),
  theme: sourcedClass('theme', Theme, []),
  startup: sourcedClass('startup', Startup, [
    {
      ...ownedList('phases', Phase, []),
      keyOf: phaseWord,
      identityOf: (phase) => (phase.started_on === null ? '' : `${phase.started_on} ${phaseWord(phase)}`),
      isValid: ({ started_on: start, ended_on: end }) => !start || !end || String(start) <= String(end),
    },
    linkedList('incubators', 'startup_incubator', ['startup', 'entity']),
    linkedList('sponsors', 'startup_sponsor', ['startup', 'entity']),
    ownedList('events', StartupEvent, ['on', 'kind'], { ordered: true }),
    ownedList('links', Link, ['kind', 'url'], { ordered: true }),
  ]),
  service: sourcedClass('service', Service, [linkedList('startups', 'service_startup', ['service', 'startup'])]),
  mission: sourcedClass('mission', Mission, [
    linkedList('themes', 'mission_theme', ['mission', 'theme']),
    ownedList('actions', MissionAction, ['kind', 'description'], { ordered: true }),
  ]),
};

/** What imports write of a kind: the properties of its class that are not declared `imported: false`, and its lists. */
export function sourcedClassOf(kind: SourcedKind): SourcedClass {
  return CLASSES[kind];
}

/** The columns of fields, with their types. */
export function columnTypes(fields: readonly SourcedField[]): ColumnTypes {
  return Object.fromEntries(fields.map(({ column, type }) => [column, type]));
}

/** The columns of the items of a list, with their types. */
export function itemColumns({ fields, ordered }: SourcedList): ColumnTypes {
  return { ...columnTypes(fields), ...(ordered && { position: 'integer' }) };
}

function sourcedClass(kind: SourcedKind, model: Model, lists: readonly SourcedList[]): SourcedClass {
  return { kind, fields: fieldsOf(model), lists };
}

/** A list of rows of a class, which belong to the row. `key` has the properties of the key of an item. */
function ownedList(
  name: string,
  model: Model,
  key: readonly string[],
  { ordered = false, exclusive = false }: Partial<Pick<SourcedList, 'ordered' | 'exclusive'>> = {},
): SourcedList {
  const { subject } = tableTypeOf(model);
  if (subject === undefined) throw new Error(`${model.name} belongs to no other class`);
  const columns = key.map((property) => propertyOf(model, property).column);
  return {
    name,
    table: tableOf(model),
    parent: propertyOf(model, subject).column,
    fields: fieldsOf(model).filter(({ column }) => !(ordered && column === 'position')),
    ordered,
    exclusive,
    keyOf: (item) => JSON.stringify(columns.map((column) => item[column] ?? null)),
  };
}

/** A list of slugs of another table, linked by a join table. */
function linkedList(name: string, table: string, [owner, target]: readonly [string, string]): SourcedList {
  const column = `${target}_id`;
  const read: SourcedField['read'] = (slug, keyOf) => keyOf(target, String(slug));
  return {
    name,
    table,
    parent: `${owner}_id`,
    fields: [{ name: target, column, type: 'integer', references: target, leader: target, read }],
    ordered: true,
    exclusive: false,
    keyOf: (item) => String(item[column]),
  };
}

/** The word of a phase: its name, or the word of its source if the register does not know it. */
function phaseWord({ name, source_word }: Item): string {
  return String(name ?? source_word);
}

function fieldsOf(model: Model): SourcedField[] {
  return propertiesOf(model)
    .filter(({ imported = true }) => imported)
    .map((property) => ({
      name: property.name,
      column: property.column,
      type: columnOf(model, property.property).type,
      references: property.references?.() ?? null,
      leader: property.importedWith ?? property.name,
      read: readerOf(property),
    }));
}

/** Reads a property of a mapped row, which refers to other rows by their slugs. */
function readerOf({ name, property, references }: Property): SourcedField['read'] {
  if (!references) return (mapped) => Reflect.get(Object(mapped), property) ?? null;
  return (mapped, keyOf) => {
    const slug: unknown = Reflect.get(Object(mapped), name);
    return typeof slug === 'string' ? keyOf(references(), slug) : null;
  };
}
