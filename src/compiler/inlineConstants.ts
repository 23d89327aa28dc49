import type { Fragment } from '../sql/sql.ts';
import { raw } from '../sql/sql.ts';

/**
 * Writes dates, numbers, booleans and enum values into the statement as literals, so that even a reused plan of the prepared
 * statement is made for these values. A value with the cast `::text` stays a parameter, even if it looks like a date.
 */
export function inlineConstants({ parts }: Fragment): Fragment {
  return {
    parts: parts.flatMap((part, index) => {
      if (typeof part === 'string' || part.placeholder !== 'value') return part;
      const literal = isCastToText(parts[index + 1]) ? null : literalOf(part.value);
      return literal === null ? part : raw(literal).parts;
    }),
  };
}

function literalOf(value: unknown): string | null {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return `'${value}'`;
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? `'${value}'` : null;
  return Array.isArray(value) && value.length > 0 && value.every(isEnumValue) ? `'{${value.join(',')}}'` : null;
}

function isCastToText(next: unknown): boolean {
  return typeof next === 'string' && next.startsWith('::text');
}

function isEnumValue(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Z_]{0,50}$/.test(value) && value !== 'NULL';
}
