import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { ASTVisitor, ValidationContext, ValidationRule } from 'graphql';
import { Kind } from 'graphql';
import { registerError } from '../../errors/errors.ts';
import { DOCUMENT_LIMIT } from '../serverErrors.ts';
import { fieldsIn } from './fieldsIn.ts';
import { storableLiterals } from './storableTexts.ts';

/** What a document may hold at most. What a page needs is far below. */
export const DOCUMENT_AT_MOST = {
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

/** Refuses, with DOCUMENT_LIMIT, a document that asks for too much by its shape alone. */
export const documentRules: readonly ValidationRule[] = [
  maxDepthRule({ ...ours('nests its fields too deeply', 'levels'), flattenFragments: true }),
  maxAliasesRule({ ...ours('has too many aliases', 'aliases'), allowList: [] }),
  maxDirectivesRule(ours('has too many directives', 'directives')),
  fewOperations,
  oneCommand,
  fewSelections,
  storableLiterals,
];

// The errors of these rules say « Syntax Error », end the validation at once and have no code: we report our own.
function ours(problem: string, unit: 'levels' | 'aliases' | 'directives') {
  const maximum = DOCUMENT_AT_MOST[unit];
  return {
    n: maximum,
    propagateOnRejection: false,
    onReject: [(context: ValidationContext | null) => report(context, problem, maximum, unit)],
  };
}

function fewOperations(context: ValidationContext): ASTVisitor {
  return {
    Document({ definitions }) {
      const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      const maximum = DOCUMENT_AT_MOST.operations;
      if (operations.length > maximum) report(context, 'has too many operations', maximum, 'operations');
    },
  };
}

/** A command is carried out or refused by itself: one request, one command, one answer. */
function oneCommand(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'mutation') return;
      const fields = fieldsIn(context, operation, 'root', DOCUMENT_AT_MOST.selections) ?? [];
      const commands = fields.filter(({ name }) => name.value !== '__typename');
      if (commands.length > 1) report(context, 'has several commands', 1, 'command');
    },
  };
}

/** What fragments unfold to is bounded; of the schema, which is open to all, one telling is enough. */
function fewSelections(context: ValidationContext): ASTVisitor {
  const maximum = DOCUMENT_AT_MOST.selections;
  return {
    OperationDefinition(operation) {
      const fields = fieldsIn(context, operation, 'all', maximum);
      if (!fields) return report(context, 'unfolds to too many fields', maximum, 'selections');
      const roots = fields.filter(({ name }) => name.value === '__schema' || name.value === '__type');
      if (roots.length > 1) report(context, 'asks for the schema more than once', 1, '__schema or __type');
      const below = roots.flatMap((root) => fieldsIn(context, root, 'all', maximum) ?? []);
      if (below.some(({ alias }) => alias)) report(context, 'has aliases below __schema or __type', 0, 'of them');
    },
  };
}

function report(context: ValidationContext | null, problem: string, maximum: number, unit: string): void {
  context?.reportError(registerError(DOCUMENT_LIMIT, { problem, maximum, unit }));
}
