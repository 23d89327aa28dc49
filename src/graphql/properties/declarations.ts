import type { Model } from '../relations/columns.ts';
import type { OneBy } from '../relations/relations.ts';
import type { EnumVocabulary } from '../vocabulary.ts';

/** What a property holds: decides its GraphQL type, its column, its filter and its exported column. */
export type PropertyKind =
  | 'text'
  | 'url'
  | 'list'
  | 'enum'
  | 'date'
  | 'timestamptz'
  | 'integer'
  | 'number'
  | 'position'
  | 'reference';

/** The declaration of a property. */
export interface PropertyOptions<Example = unknown> {
  /**
   * In French, in sentence case: `Date de décision`. Titles of columns derive from it. The public change feed shows each
   * property that has a label.
   */
  readonly label?: string;
  /** `false`: the public change feed does not show the property although it has a label. */
  readonly changeFeed?: false;
  /** The description of the GraphQL field, in English; default: the column is not in the graph. */
  readonly description?: string;
  /** Default: false. */
  readonly nullable?: boolean;
  /** The column in the database; default: the property in snake case. */
  readonly column?: string;
  /** Whether the column belongs to the primary key; default: false. */
  readonly primary?: boolean;
  /** The field of the filter input that compares it; default: there is none. */
  readonly filter?: PropertyFilter;
  /** Its column in the exported table of the class; default: there is none. */
  readonly export?: ExportedProperty<Example>;
  /** Whether an import writes it from the row of a source, under the same name; default: true. */
  readonly imported?: boolean;
}

/** A field of a filter input. What it accepts follows from the kind of the property. */
export interface PropertyFilter {
  /** Default: the name of the property. */
  readonly name?: string;
  readonly description: string;
}

/** A column of an exported table. It is required unless the property is nullable. */
export interface ExportedProperty<Example = unknown> {
  /** The frozen French name of the column. */
  readonly name: string;
  /** Default: the label of the property. */
  readonly title?: string;
  /** In French. */
  readonly description: string;
  readonly example: Example;
  readonly unique?: boolean;
  /** Whether a text is exported exactly as its source gave it; default: false. */
  readonly verbatim?: boolean;
}

/** A property of a class as its decorator recorded it. */
export interface Property extends PropertyOptions {
  /** The property of the class. */
  readonly property: string;
  /** Its name in the graph: that of the property, without `Key` for a reference. */
  readonly name: string;
  readonly column: string;
  readonly kind: PropertyKind;
  /** The values of an enum. */
  readonly vocabulary?: EnumVocabulary;
  /** The table that a reference leads to. */
  readonly references?: () => string;
  /** The class that a reference leads to, when its module may know it. */
  readonly target?: () => Model;
}

/** What the public change feed calls the rows of a table. */
export interface Noun {
  readonly noun: string;
  readonly isFeminine: boolean;
}

/** A class that is a table and a GraphQL type. */
export interface TableDeclaration {
  readonly model: Model;
  readonly table: string;
  /** What the change feed calls its rows; absent: the feed does not show the table. */
  readonly noun?: Noun;
  /** The reference to the node that the rows belong to; absent: they are nodes themselves. */
  readonly subject?: string;
}

export function feminine(noun: string): Noun {
  return { noun, isFeminine: true };
}

export function masculine(noun: string): Noun {
  return { noun, isFeminine: false };
}

/** The properties of a class, in the order of their declaration. */
export function propertiesOf(model: Model): readonly Property[] {
  return properties.get(model.prototype) ?? [];
}

/** The property of this name in the graph. */
export function propertyOf(model: Model, name: string): Property {
  const property = propertiesOf(model).find((each) => each.name === name);
  if (!property) throw new Error(`${model.name} declares no property ${name}`);
  return property;
}

/** The relation of a reference: `referenceOf(Service, 'operator')`. */
export function referenceOf(model: Model, name: string): OneBy {
  const { property, target } = propertyOf(model, name);
  if (!target) throw new Error(`${model.name}.${name} names no class`);
  return { kind: 'one', target, property };
}

/** The declaration of a class annotated with `@TableType`. */
export function tableTypeOf(model: Model): TableDeclaration {
  const declared = tables.get(model);
  if (!declared) throw new Error(`${model.name} has no @TableType`);
  return declared;
}

export function recordProperty(prototype: object, property: Property): void {
  const known = properties.get(prototype) ?? [];
  known.push(property);
  properties.set(prototype, known);
}

export function recordTable(declaration: TableDeclaration): void {
  tables.set(declaration.model, declaration);
}

const properties = new WeakMap<object, Property[]>();
const tables = new WeakMap<Model, TableDeclaration>();
