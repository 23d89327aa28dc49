import fc, { type GeneratorValue } from 'fast-check';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** A query of a schema, made at random, that fits it. */
export interface AnyDocument {
  document: string;
  variables: Record<string, unknown>;
}

/** Values that lead somewhere, by the name of the argument or of the scalar. */
export type LeadingValues = Readonly<Record<string, readonly unknown[]>>;

export interface AnyDocumentOptions {
  /** How many levels of fields at most. */
  depth: number;
  values: LeadingValues;
  /** Fields that are not asked for, as `Type.field`. */
  without?: readonly string[];
}

/**
 * Any query of a schema: aliases, fragments, directives, variables, nested arguments and filters. Two fields of one name
 * never differ, so that a document is refused for its size only.
 */
export function anyDocument(schema: GraphQLSchema, options: AnyDocumentOptions): fc.Arbitrary<AnyDocument> {
  return fc.gen().map((pick) => new Writer(schema, options, pick).document());
}

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #options: AnyDocumentOptions;
  readonly #pick: GeneratorValue;
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, options: AnyDocumentOptions, pick: GeneratorValue) {
    this.#schema = schema;
    this.#options = options;
    this.#pick = pick;
  }

  document(): AnyDocument {
    const query = this.#schema.getQueryType();
    if (!query) throw new Error('the schema has no query');
    const fields = this.#selection(query, this.#options.depth);
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    return { document: [`query Any${declared} ${fields}`, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const possible = this.#one(this.#schema.getPossibleTypes(named));
      return `{ __typename ... on ${possible.name} ${this.#selection(possible, depth)} }`;
    }
    if (!isObjectType(named)) return '';
    const fields = Object.values(named.getFields()).filter(
      (field) =>
        !(this.#options.without ?? []).includes(`${named.name}.${field.name}`) &&
        (depth > 1 || !isCompositeType(getNamedType(field.type))),
    );
    if (fields.length === 0) return '{ __typename }';
    const count = this.#pick(fc.integer, { min: 1, max: Math.min(4, fields.length) });
    const chosen = Array.from({ length: count }, () => this.#field(this.#one(fields), depth));
    const body = `{ ${chosen.join(' ')} }`;
    if (!this.#perhaps(0.1)) return body;
    const fragment = this.#name('F');
    this.#fragments.push(`fragment ${fragment} on ${named.name} ${body}`);
    return `{ ...${fragment} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args
      .filter((argument) => isRequiredArgument(argument) || this.#perhaps(0.3))
      .flatMap((argument) => this.#argument(argument));
    const composite = isCompositeType(getNamedType(field.type));
    const alias = composite || given.length > 0 || this.#perhaps(0.1) ? `${this.#name('a')}: ` : '';
    const list = given.length > 0 ? `(${given.join(', ')})` : '';
    const directive = this.#perhaps(0.05)
      ? ` @${this.#one(['skip', 'include'])}(if: ${this.#one(['true', 'false'])})`
      : '';
    return `${alias}${field.name}${list}${directive}${composite ? ` ${this.#selection(field.type, depth - 1)}` : ''}`;
  }

  #argument({ name, type }: GraphQLArgument): string[] {
    const value = this.#value(name, type, 2);
    if (value === undefined) return [];
    if (this.#perhaps(0.5)) return [`${name}: ${literal(value)}`];
    const variable = this.#name('v');
    this.#declared.push(`$${variable}: ${type}`);
    this.#variables[variable] = JSON.parse(JSON.stringify(value));
    return [`${name}: $${variable}`];
  }

  /** A value of a type, or undefined where none leads anywhere: the argument is left out. */
  #value(name: string, type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(name, type.ofType, depth);
    if (isListType(type)) {
      const each = this.#value(name, type.ofType, depth);
      return each === undefined ? undefined : [each];
    }
    if (isEnumType(type)) return new EnumValue(this.#one(type.getValues()).name);
    if (isInputObjectType(type)) return depth > 0 ? this.#input(Object.values(type.getFields()), depth) : {};
    const known = this.#options.values[name] ?? this.#options.values[type.name];
    return known && this.#one(known);
  }

  #input(fields: readonly { name: string; type: GraphQLInputType }[], depth: number): Record<string, unknown> {
    const entries = fields
      .filter(({ type }) => isNonNullType(type) || this.#perhaps(1.5 / fields.length))
      .map(({ name, type }) => [name, this.#value(name, type, depth - 1)] as const)
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
  }

  #one<T>(list: readonly T[]): T {
    const found = list.at(this.#pick(fc.integer, { min: 0, max: list.length - 1 }));
    if (found === undefined) throw new Error('there is nothing to choose from');
    return found;
  }

  #perhaps(probability: number): boolean {
    return this.#pick(fc.integer, { min: 0, max: 99 }) < probability * 100;
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }
}

/** A value of an enum, which is written without quotes in a document, and as a text in variables. */
class EnumValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  toJSON(): string {
    return this.name;
  }
}

function literal(value: unknown): string {
  if (value instanceof EnumValue) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${literal(each)}`)
    .join(', ')} }`;
}
