import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type ASTVisitor, GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';
import { createError } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorableText } from '../../values/text.ts';
import { DOCUMENT_LIMIT } from '../serverErrors.ts';
import { expandSelections } from './expandSelections.ts';

/** The maximum sizes of a document, and of the list of its errors. A web page needs far less. */
export const DOCUMENT_BOUNDS = {
  characters: 20_000,
  tokens: 2_000,
  comments: 100,
  levels: 12,
  aliases: 30,
  directives: 10,
  operations: 20,
  selections: 5_000,
  errors: 5,
} as const;

/** These rules reject unsupported operation types, documents out of bounds (DOCUMENT_LIMIT) and unstorable texts (TEXT_INVALID). */
export const documentRules: readonly ValidationRule[] = [
  supportedOperationsRule,
  maxDepthRule({ ...armorOptions('nests its fields too deeply', 'levels'), flattenFragments: true }),
  maxAliasesRule({ ...armorOptions('has too many aliases', 'aliases'), allowList: [] }),
  maxDirectivesRule(armorOptions('has too many directives', 'directives')),
  maxOperationsRule,
  oneCommandRule,
  maxSelectionsRule,
  storableLiteralsRule,
];

// By default, the rules of graphql-armor report "Syntax Error" without a code, and stop the validation: report DOCUMENT_LIMIT instead.
function armorOptions(problem: string, unit: 'levels' | 'aliases' | 'directives') {
  const maximum = DOCUMENT_BOUNDS[unit];
  const onReject = [(context: ValidationContext | null) => report(context, problem, maximum, unit)];
  return { n: maximum, propagateOnRejection: false, onReject };
}

/** graphql-js 16 only reports an unsupported operation type during execution. */
function supportedOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This API has no ${node.operation}.`, { nodes: node }));
    },
  };
}

function maxOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    Document({ definitions }) {
      const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      const maximum = DOCUMENT_BOUNDS.operations;
      if (operations.length > maximum) report(context, 'has too many operations', maximum, 'operations');
    },
  };
}

/** Allows one command per request. */
function oneCommandRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'mutation') return;
      const fields = expandSelections(context, operation, 'root', DOCUMENT_BOUNDS.selections) ?? [];
      const commands = fields.filter(({ name }) => name.value !== '__typename');
      if (commands.length > 1) report(context, 'has several commands', 1, 'command');
    },
  };
}

/** Limits the number of selections, with fragments expanded, and the use of introspection. */
function maxSelectionsRule(context: ValidationContext): ASTVisitor {
  const maximum = DOCUMENT_BOUNDS.selections;
  return {
    OperationDefinition(operation) {
      const fields = expandSelections(context, operation, 'all', maximum);
      if (!fields)
        return report(context, 'selects too many fields, with its fragments expanded', maximum, 'selections');
      const introspection = fields.filter(({ name }) => name.value === '__schema' || name.value === '__type');
      if (introspection.length > 1) report(context, 'selects the schema several times', 1, '__schema or __type');
      const children = introspection.flatMap((field) => expandSelections(context, field, 'all', maximum) ?? []);
      if (children.some(({ alias }) => alias))
        report(context, 'has aliases under __schema or __type', 0, 'such aliases');
    },
  };
}

/** Rejects a query with a string that PostgreSQL can't store. Commands check their input themselves, and name the field. */
function storableLiteralsRule(context: ValidationContext): ASTVisitor {
  const hasOnlyQueries = context
    .getDocument()
    .definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query');
  return {
    StringValue({ value }) {
      if (hasOnlyQueries && !isStorableText(value)) context.reportError(createError(TEXT_INVALID));
    },
  };
}

function report(context: ValidationContext | null, problem: string, maximum: number, unit: string): void {
  context?.reportError(createError(DOCUMENT_LIMIT, { problem, maximum, unit }));
}
