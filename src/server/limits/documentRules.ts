import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type ASTVisitor, GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';
import { createError } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorableText } from '../../values/text.ts';
import { DOCUMENT_LIMIT } from '../serverErrors.ts';
import { selectedFields } from './selectedFields.ts';

/** The bounds of a document. What a page needs is far below. */
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

/** Rejects an unsupported operation type, and with DOCUMENT_LIMIT or TEXT_INVALID a document out of bounds. */
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

// These rules report « Syntax Error » without a code and stop the validation: report our own error instead.
function armorOptions(problem: string, unit: 'levels' | 'aliases' | 'directives') {
  const maximum = DOCUMENT_BOUNDS[unit];
  const onReject = [(context: ValidationContext | null) => report(context, problem, maximum, unit)];
  return { n: maximum, propagateOnRejection: false, onReject };
}

/** graphql-js 16 only finds out while executing. */
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

/** One request, one command, one response. */
function oneCommandRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'mutation') return;
      const fields = selectedFields(context, operation, 'root', DOCUMENT_BOUNDS.selections) ?? [];
      const commands = fields.filter(({ name }) => name.value !== '__typename');
      if (commands.length > 1) report(context, 'has several commands', 1, 'command');
    },
  };
}

/** Bounds the selections after fragments are expanded, and introspection. */
function maxSelectionsRule(context: ValidationContext): ASTVisitor {
  const maximum = DOCUMENT_BOUNDS.selections;
  return {
    OperationDefinition(operation) {
      const fields = selectedFields(context, operation, 'all', maximum);
      if (!fields) return report(context, 'unfolds to too many fields', maximum, 'selections');
      const roots = fields.filter(({ name }) => name.value === '__schema' || name.value === '__type');
      if (roots.length > 1) report(context, 'asks for the schema more than once', 1, '__schema or __type');
      const below = roots.flatMap((root) => selectedFields(context, root, 'all', maximum) ?? []);
      if (below.some(({ alias }) => alias)) report(context, 'has aliases below __schema or __type', 0, 'of them');
    },
  };
}

/** Rejects a query with a text that PostgreSQL can't store, before anything is read. Commands name the field instead. */
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
