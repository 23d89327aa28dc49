import type { ASTVisitor, ValidationContext } from 'graphql';
import { Kind } from 'graphql';
import { fail, registerError } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorable } from '../../values/text.ts';

/**
 * Refuses a question with a text that no text of the register can be: before anything is read, so that the whole answer
 * is a refusal. Commands look at their input themselves, and name the field.
 */
export function storableLiterals(context: ValidationContext): ASTVisitor {
  const isQuestion = context
    .getDocument()
    .definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query');
  return {
    StringValue({ value }) {
      if (isQuestion && !isStorable(value)) context.reportError(registerError(TEXT_INVALID));
    },
  };
}

/** The same of the variables of a question. Look at their depth first. */
export function storableVariables(value: unknown): void {
  if (typeof value === 'string' && !isStorable(value)) fail(TEXT_INVALID);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    storableVariables(name);
    storableVariables(each);
  }
}
