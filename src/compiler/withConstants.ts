import type { Fragment } from '../sql/sql.ts';
import { raw } from '../sql/sql.ts';

/**
 * A fragment with the values that its statement is for, where they are days, numbers, booleans or words of an enum, written
 * into it: PostgreSQL then plans for them, and can keep that plan. Texts stay values that are sent beside.
 */
export function withConstants({ parts }: Fragment): Fragment {
  return {
    parts: parts.flatMap((part, at) => {
      if (typeof part === 'string' || part.hole !== 'value') return part;
      const literal = isText(parts[at + 1]) ? null : literalOf(part.value);
      return literal === null ? part : raw(literal).parts;
    }),
  };
}

function literalOf(value: unknown): string | null {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return `'${value}'`;
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? `'${value}'` : null;
  return Array.isArray(value) && value.length > 0 && value.every(isWord) ? `'{${value.join(',')}}'` : null;
}

/** Whether what follows a value makes a text of it. */
function isText(next: unknown): boolean {
  return typeof next === 'string' && next.startsWith('::text');
}

/** As the enums of the schema are written. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Z_]{0,50}$/.test(value) && value !== 'NULL';
}
