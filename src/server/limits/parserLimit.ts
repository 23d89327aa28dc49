import { type RegisterError, registerError } from '../../errors/errors.ts';
import { BAD_USER_INPUT, DOCUMENT_LIMIT } from '../serverErrors.ts';
import { DOCUMENT_AT_MOST } from './documentRules.ts';

/** The error for a limit that graphql-js or Apollo Server reports without a code of ours; null for any other message. */
export function parserLimit(message: string): RegisterError | null {
  if (message.startsWith('Too many errors processing variables')) {
    return registerError(BAD_USER_INPUT, { problem: 'The variables have more faults than are told.' });
  }
  if (message.endsWith(' recursively requests too many selections.')) {
    const maximum = DOCUMENT_AT_MOST.selections;
    return registerError(DOCUMENT_LIMIT, { problem: 'unfolds to too many fields', maximum, unit: 'selections' });
  }
  const [, maximum, counted] = TOO_LONG.exec(message) ?? [];
  if (maximum === undefined || counted === undefined) return null;
  const unit = counted.startsWith('UTF') ? 'characters' : counted;
  return registerError(DOCUMENT_LIMIT, { problem: 'is too long', maximum: Number(maximum), unit });
}

const TOO_LONG =
  /^Syntax Error: (?:Document|Source) contains more tha[nt] (\d+) (tokens|comments|UTF-16 code units)\. Parsing aborted\.$/;
