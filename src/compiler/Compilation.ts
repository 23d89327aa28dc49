import type {
  ASTNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLInputObjectType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  ValueNode,
} from 'graphql';
import {
  GraphQLError,
  GraphQLID,
  getArgumentValues,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  Kind,
  valueFromAST,
  visit,
} from 'graphql';
// graphql-js executes with the same functions: they merge the selections of a field, and apply @skip and @include.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Arguments } from '../graphql/relations/relations.ts';
import { type Bindings, BoundParameter } from './bindings.ts';

export type Field = GraphQLField<unknown, unknown>;
export type FieldNodes = readonly FieldNode[];

/** Thrown for a field that the compiler does not support. The resolvers then execute its root field. */
export class NotCompiled extends Error {
  constructor(subject: string) {
    super(`${subject} is not compiled`);
  }
}

/** The state of the compilation of one operation. */
export class Compilation {
  /** The current day in Paris, `YYYY-MM-DD`. The statement is valid on this day only. */
  readonly today: string;
  /** The compiler reads the current version: resolvers read snapshots. */
  readonly asOf = null;
  /** The type `Query` of the schema. */
  readonly root: GraphQLObjectType;
  /** The variables whose values change the SQL. The other variables are parameters of the statement. */
  readonly sqlVariables = new Set<string>();
  readonly #schema: GraphQLSchema;
  readonly #fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #parameters = new Map<string, BoundParameter>();
  #aliases = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode, { variables, today }: Bindings) {
    const root = schema.getQueryType();
    if (!root) throw new Error('the schema has no query');
    this.today = today;
    this.root = root;
    this.#schema = schema;
    this.#variables = variables;
    for (const each of document.definitions) {
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[each.name.value] = each;
    }
    // The variables of @skip and @include decide which fields are selected.
    visit(document, { Directive: (directive) => this.#dependOn(directive) });
  }

  /** A table alias that is unique in the statement, such as `r1` or `j2`. Declared fragments have no alias of these letters with a number. */
  alias(letter: 'r' | 'j'): string {
    this.#aliases += 1;
    return `${letter}${this.#aliases}`;
  }

  /** The selected root fields, by response key. */
  rootFields({ selectionSet }: OperationDefinitionNode): Map<string, FieldNodes> {
    return collectFields(this.#schema, this.#fragments, this.#variables, this.root, selectionSet);
  }

  /** Whether a root field is nullable. */
  isNullable([node]: FieldNodes): boolean {
    return !isNonNullType(this.root.getFields()[node?.name.value ?? '']?.type);
  }

  /** The selected fields of an object, by response key. */
  fields(type: GraphQLObjectType, nodes: FieldNodes): Map<string, FieldNodes> {
    return collectSubfields(this.#schema, this.#fragments, this.#variables, type, nodes);
  }

  /** The coerced values of the arguments of a field that `isRead` selects; default: all. Their variables become SQL variables. */
  argumentValues(field: Field, [node]: FieldNodes, isRead: (name: string) => boolean = () => true): Arguments {
    if (!node) return {};
    const args = field.args.filter(({ name }) => isRead(name));
    for (const each of node.arguments ?? []) if (isRead(each.name.value)) this.#dependOn(each);
    try {
      return getArgumentValues({ ...field, args }, node, this.#variables);
    } catch (error) {
      if (error instanceof GraphQLError) throw new NotCompiled('an invalid or missing argument');
      throw error;
    }
  }

  /** The arguments of a field as parameters of the statement: variables are bound at execution. */
  argumentParameters(field: Field, [node]: FieldNodes): Arguments {
    const parameters: Record<string, unknown> = {};
    for (const { name, type, defaultValue } of field.args) {
      const given = node?.arguments?.find((each) => each.name.value === name)?.value;
      const input = getNullableType(type);
      if (isInputObjectType(input) && input.isOneOf) {
        Object.assign(parameters, this.#leaves(input, given));
        continue;
      }
      if (!given || given.kind !== Kind.VARIABLE) {
        parameters[name] = given ? valueFromAST(given, type) : defaultValue;
      } else {
        parameters[name] = this.#parameter(given.name.value, { isDay: name === 'on', byDefault: defaultValue });
      }
    }
    return parameters;
  }

  /** The values in an input object as parameters, by their own names: `{ slug: $slug }` has the parameter `slug`. Others are null. */
  #leaves(type: GraphQLInputObjectType, given: ValueNode | undefined, variable: readonly string[] = []): Arguments {
    const leaves: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      const input = getNullableType(field.type);
      const isLiteral = given?.kind === Kind.OBJECT;
      const node = isLiteral ? given.fields.find(({ name }) => name.value === field.name)?.value : given;
      const path = isLiteral ? [] : [...variable, field.name];
      // A resolver rejects the id of an object in a snapshot.
      if (input === GraphQLID && node) throw new NotCompiled('an id');
      if (isInputObjectType(input)) Object.assign(leaves, this.#leaves(input, node, path));
      else if (node?.kind === Kind.VARIABLE) leaves[field.name] = this.#parameter(node.name.value, { path });
      else leaves[field.name] = node ? valueFromAST(node, field.type) : null;
    }
    return leaves;
  }

  #parameter(variable: string, { isDay = false, byDefault = null, path = [] }: ParameterOptions): BoundParameter {
    const key = `${[variable, ...path].join('.')} ${isDay} ${String(byDefault)}`;
    let parameter = this.#parameters.get(key);
    if (!parameter) {
      parameter = new BoundParameter(
        ({ variables, today }) => valueAt(variables[variable], path) ?? (isDay ? today : byDefault),
      );
      this.#parameters.set(key, parameter);
    }
    return parameter;
  }

  #dependOn(node: ASTNode): void {
    visit(node, { Variable: ({ name }) => void this.sqlVariables.add(name.value) });
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((each: unknown, name) => Object(each)[name], value);
}

interface ParameterOptions {
  /** Whether the argument is `on`, whose default is the current day. */
  readonly isDay?: boolean;
  /** The value of an absent variable, and of null. */
  readonly byDefault?: unknown;
  /** The fields from the value of the variable to the parameter. */
  readonly path?: readonly string[];
}
