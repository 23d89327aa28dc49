import type { CodeList } from '../codeList.ts';
import type { OpenDataPlace } from '../openData.ts';
import type { Model } from '../relations/columns.ts';
import type { OneBy } from '../relations/relations.ts';
import type { EnumVocabulary } from '../vocabulary.ts';

/** The kind of a property, which determines its GraphQL type, column, filter and exported column. */
export type PropertyKind =
  | 'text'
  | 'url'
  | 'list'
  | 'boolean'
  | 'enum'
  | 'date'
  | 'timestamptz'
  | 'integer'
  | 'bigint'
  | 'number'
  | 'position'
  | 'reference';

/** The declaration of a property. */
export interface PropertyOptions<Example = unknown> {
  /**
   * The French label in sentence case, such as `Date de décision`: also the title of the exported column. The public change feed
   * shows each property with a label.
   */
  readonly label?: string;
  /** `false`: the public change feed does not show the property, even if it has a label. */
  readonly changeFeed?: false;
  /** The English description of the GraphQL field. Default: the property has no GraphQL field. */
  readonly description?: string;
  /** Default: false. */
  readonly nullable?: boolean;
  /** The column in the database. Default: the name of the property in snake case. */
  readonly column?: string;
  /** Whether the column belongs to the primary key; default: false. */
  readonly primary?: boolean;
  /** The field of the filter input. Default: none. */
  readonly filter?: PropertyFilter;
  /** The column of the exported table. Default: none. */
  readonly export?: ExportedProperty<Example>;
  /** The place of the field in the open data, if the exported table of the class does not have it. */
  readonly openData?: OpenDataPlace;
  /** Whether imports write the property, from the property of the same name of a mapped row. Default: true. */
  readonly imported?: boolean;
  /** The property that an import takes or keeps together with this one. Default: each property is merged alone. */
  readonly importedWith?: string;
}

/** The field of a filter input with the name of the property. Its type follows from the kind of the property. */
export interface PropertyFilter {
  readonly description: string;
}

/** A column of an exported table. It is required unless the property is nullable. */
export interface ExportedProperty<Example = unknown> {
  /** The French name of the column, which must never change. */
  readonly name: string;
  /** Default: the label of the property. */
  readonly title?: string;
  /** The French description. */
  readonly description: string;
  readonly example: Example;
  readonly unique?: boolean;
  /** The codes of a text. A property with a vocabulary has those of the vocabulary. */
  readonly codes?: CodeList;
  /** Whether a text is exported exactly as its source gave it; default: false. */
  readonly verbatim?: boolean;
}

/** A property of a class, as recorded by its decorator. */
export interface Property extends PropertyOptions {
  /** The property of the class. */
  readonly property: string;
  /** The name of the GraphQL field: that of the property, without the suffix `Key` of a reference. */
  readonly name: string;
  readonly column: string;
  readonly kind: PropertyKind;
  /** The values of an enum. */
  readonly vocabulary?: EnumVocabulary;
  /** The referenced table. */
  readonly references?: () => string;
  /** The referenced class, unless it belongs to a later module. */
  readonly target?: () => Model;
}

/** The French noun for the rows of a table, in the public change feed. */
export interface Noun {
  readonly noun: string;
  readonly isFeminine: boolean;
}

/** A class that is a table and a GraphQL type. */
export interface TableDeclaration {
  readonly model: Model;
  readonly table: string;
  /** The noun of a row in the change feed. Absent: the feed does not show the table. */
  readonly noun?: Noun;
  /** The name of the reference to the node that a row belongs to. Absent: the row is a node itself. */
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

/** The property with this GraphQL name. */
export function propertyOf(model: Model, name: string): Property {
  const property = propertiesOf(model).find((each) => each.name === name);
  if (!property) throw new Error(`${model.name} declares no property ${name}`);
  return property;
}

/** The relation of a reference: `referenceOf(Service, 'operator')`. */
export function referenceOf(model: Model, name: string): OneBy {
  const { property, target } = propertyOf(model, name);
  if (!target) throw new Error(`${model.name}.${name} references no class`);
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
