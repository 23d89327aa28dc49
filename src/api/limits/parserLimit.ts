import type { Refusal } from '../../foundation/errors.ts';
import { refusal } from '../../foundation/errors.ts';

/** The parser tells of its limits as of errors of syntax, which they are not: the refusal to give instead, or null. */
export function parserLimit(message: string): Refusal | null {
  const [, maximum, counted] = /contains more tha[nt] (\d+) (tokens|comments|UTF-16 code units)/.exec(message) ?? [];
  if (maximum === undefined || counted === undefined) return null;
  const unit = counted.startsWith('UTF') ? 'characters' : counted;
  return refusal('DOCUMENT_LIMIT', { problem: 'is too long', maximum: Number(maximum), unit });
}
