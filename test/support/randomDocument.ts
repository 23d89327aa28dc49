import fc, { type GeneratorValue } from 'fast-check';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputObjectType,
  GraphQLInputType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
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

/** A random valid query of a schema. */
export interface RandomDocument {
  document: string;
  variables: Record<string, unknown>;
}

/** Argument values that match data, by the name of the argument or of the scalar. */
export type ArgumentValues = Readonly<Record<string, readonly unknown[]>>;

export interface RandomDocumentOptions {
  /** The maximum depth of fields. */
  depth: number;
  values: ArgumentValues;
  /** Fields that are never selected, as `Type.field`. */
  exclude?: readonly string[];
}

/**
 * Random queries of a schema, with aliases, fragments, directives, variables, nested arguments and filters. Two fields with one
 * response name never differ, so a document can only be rejected for its size.
 */
export function randomDocument(schema: GraphQLSchema, options: RandomDocumentOptions): fc.Arbitrary<RandomDocument> {
  return fc.gen().map((pick) => new Writer(schema, options, pick).document());
}

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #options: RandomDocumentOptions;
  readonly #pick: GeneratorValue;
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, options: RandomDocumentOptions, pick: GeneratorValue) {
    this.#schema = schema;
    this.#options = options;
    this.#pick = pick;
  }

  document(): RandomDocument {
    const query = this.#schema.getQueryType();
    if (!query) throw new Error('The schema has no query type.');
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
        !(this.#options.exclude ?? []).includes(`${named.name}.${field.name}`) &&
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

  /** A value of a type; undefined if there is no value that matches data, so the argument is omitted. */
  #value(name: string, type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(name, type.ofType, depth);
    if (isListType(type)) {
      const each = this.#value(name, type.ofType, depth);
      return each === undefined ? undefined : [each];
    }
    if (isEnumType(type)) return new EnumValue(this.#one(type.getValues()).name);
    if (isInputObjectType(type)) return this.#input(type, depth);
    const known = this.#options.values[name] ?? this.#options.values[type.name];
    return known && this.#one(known);
  }

  #input(type: GraphQLInputObjectType, depth: number): Record<string, unknown> | undefined {
    const fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const given = fields.map(({ name, type }) => [name, this.#value(name, type, depth - 1)] as const);
      const known = given.filter(([, value]) => value !== undefined);
      return known.length === 0 ? undefined : Object.fromEntries([this.#one(known)]);
    }
    if (depth === 0) return {};
    const entries = fields
      .filter(({ type }) => isNonNullType(type) || this.#perhaps(1.5 / fields.length))
      .map(({ name, type }) => [name, this.#value(name, type, depth - 1)] as const)
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
  }

  #one<T>(list: readonly T[]): T {
    const found = list.at(this.#pick(fc.integer, { min: 0, max: list.length - 1 }));
    if (found === undefined) throw new Error('The list is empty.');
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

/** An enum value: without quotes in a document, a string in variables. */
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
