import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getOperationAST, parse, validate } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { DOCUMENT_BOUNDS } from '../limits/documentRules.ts';
import { OPERATION_RESOLUTION_FAILURE } from '../serverErrors.ts';
import type { DocumentTable } from './documentTable.ts';
import { documentTable } from './documentTable.ts';
import { failNotTabular } from './ListField.ts';

export interface TabularDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly table: DocumentTable;
}

/** Parses and validates a document, and derives its table. A persisted document may be older than the schema: validate it again. */
export function tabularDocument(schema: GraphQLSchema, text: string, operationName: string | null): TabularDocument {
  const document = parse(text, { maxTokens: DOCUMENT_BOUNDS.tokens, noLocation: true });
  const [problem] = validate(schema, document, undefined, { maxErrors: 1 });
  if (problem) failNotTabular(`it is not valid (${problem.message})`);
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const given =
      operationName === null ? 'The document has several operations' : `The document has no operation ${operationName}`;
    return fail(OPERATION_RESOLUTION_FAILURE, {
      problem: `${given}. Send the name of one of its operations as operationName.`,
    });
  }
  return { document, operation, table: documentTable(schema, document, operation) };
}
