import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { GraphQLError, getArgumentValues, isNonNullType, Kind, valueFromAST } from 'graphql';
// What is compiled must be what is executed: merged fields once, @skip and @include obeyed.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Arguments } from '../graphql/relations/relations.ts';
import { Later, type Run } from './Later.ts';
import { NotCompiled } from './NotCompiled.ts';

export type Field = GraphQLField<unknown, unknown>;
export type Nodes = readonly FieldNode[];

/** One operation while it is compiled: what it asks for, and which of its variables that depends on. */
export class Compilation {
  /** The current day in Paris, `YYYY-MM-DD`: the statement is for it. */
  readonly today: string;
  /** What queries start from. */
  readonly root: GraphQLObjectType;
  readonly #schema: GraphQLSchema;
  /** The variables whose values were looked at: for others, the same statement does. */
  readonly shape = new Set<string>();
  readonly #fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #later = new Map<string, Later>();
  #aliases = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode, { variables, today }: Run) {
    const root = schema.getQueryType();
    if (!root) throw new Error('the schema has no query');
    this.today = today;
    this.root = root;
    this.#schema = schema;
    this.#variables = noting(variables, this.shape);
    for (const each of document.definitions) {
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[each.name.value] = each;
    }
  }

  /** An alias that no declaration uses, and that is given once. */
  alias(letter: 'r' | 'j'): string {
    this.#aliases += 1;
    return `${letter}${this.#aliases}`;
  }

  /** The fields that an operation asks of the root, by the name in the answer. */
  rootFields({ selectionSet }: OperationDefinitionNode): Map<string, Nodes> {
    return collectFields(this.#schema, this.#fragments, this.#variables, this.root, selectionSet);
  }

  /** Whether a field of the root may be null in an answer. */
  mayBeNull([node]: Nodes): boolean {
    return !isNonNullType(this.root.getFields()[node?.name.value ?? '']?.type);
  }

  /** The fields that an object is asked for, by the name in the answer. */
  fields(type: GraphQLObjectType, nodes: Nodes): Map<string, Nodes> {
    return collectSubfields(this.#schema, this.#fragments, this.#variables, type, nodes);
  }

  /** The arguments of a field, `except` one, as they are now: the statement is for these. */
  given(field: Field, [node]: Nodes, except?: string): Arguments {
    if (!node) return {};
    const args = field.args.filter(({ name }) => name !== except);
    try {
      return getArgumentValues({ ...field, args }, node, this.#variables);
    } catch (error) {
      if (error instanceof GraphQLError) throw new NotCompiled('an argument that is not there');
      throw error;
    }
  }

  /** The arguments of a field as values of the statement: it is the same for all of them. */
  sent(field: Field, [node]: Nodes): Arguments {
    const sent: Record<string, unknown> = {};
    for (const { name, type, defaultValue } of field.args) {
      const given = node?.arguments?.find((each) => each.name.value === name)?.value;
      if (!given || given.kind !== Kind.VARIABLE) {
        sent[name] = given ? valueFromAST(given, type) : defaultValue;
      } else if (isNonNullType(type) || defaultValue === undefined) {
        sent[name] = this.#variable(given.name.value, name === 'on');
      } else throw new NotCompiled('a variable in the place of a default');
    }
    return sent;
  }

  #variable(name: string, isDay: boolean): Later {
    const key = `${name} ${isDay}`;
    const known = this.#later.get(key);
    if (known) return known;
    const later = new Later((run) => run.variables[name] ?? (isDay ? run.today : null));
    this.#later.set(key, later);
    return later;
  }
}

/** The same variables, which note which of them are looked at. */
function noting<T extends object>(variables: T, looked: Set<string>): T {
  return new Proxy(variables, {
    get(target, name, receiver) {
      looked.add(String(name));
      return Reflect.get(target, name, receiver);
    },
    getOwnPropertyDescriptor(target, name) {
      looked.add(String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
}
