import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getOperationAST, parse, validate } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { DOCUMENT_AT_MOST } from '../limits/documentRules.ts';
import { OPERATION_RESOLUTION_FAILURE } from '../serverErrors.ts';
import type { DocumentTable } from './documentTable.ts';
import { documentTable } from './documentTable.ts';
import { notTabular } from './ListField.ts';

export interface ReadyDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly table: DocumentTable;
}

/** Parses and validates a document as a table: a trusted document may be older than the schema. */
export function readyDocument(schema: GraphQLSchema, text: string, operationName: string | null): ReadyDocument {
  const document = parse(text, { maxTokens: DOCUMENT_AT_MOST.tokens, noLocation: true });
  const [problem] = validate(schema, document, undefined, { maxErrors: 1 });
  if (problem) notTabular(`it is not valid: ${problem.message}`);
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const given = operationName === null ? 'it has several operations' : `it has no operation ${operationName}`;
    return fail(OPERATION_RESOLUTION_FAILURE, { problem: `${given}: name one of its own in operationName.` });
  }
  return { document, operation, table: documentTable(schema, document, operation) };
}
