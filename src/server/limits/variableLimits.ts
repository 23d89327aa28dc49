import { fail } from '../../errors/errors.ts';
import { FILTER_TOO_DEEP, LIST_TOO_LONG } from '../../graphql/graphqlErrors.ts';
import { isStorableText } from '../../values/text.ts';

type Variables = Readonly<Record<string, unknown>>;

const MAX_LEVELS = 20;
const MAX_ITEMS = 500;

/**
 * Throws for variables with too many levels or too long lists. Call it before any recursive function over the variables, which
 * could exhaust the stack.
 */
export function checkVariableLimits(variables: Variables): void {
  let level: [variable: string, value: unknown][] = Object.entries(variables);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_LEVELS) fail(FILTER_TOO_DEEP, { path: 'variables', maximum: MAX_LEVELS });
    for (const [variable, value] of level) {
      if (Array.isArray(value) && value.length > MAX_ITEMS) {
        fail(LIST_TOO_LONG, { path: variable.slice(0, 100), length: value.length, maximum: MAX_ITEMS });
      }
    }
    level = level.flatMap(([variable, value]) =>
      typeof value === 'object' && value !== null
        ? Object.values(value).map((each): [string, unknown] => [variable, each])
        : [],
    );
  }
}

/** Whether PostgreSQL can store every string in a value, including its keys. Check {@link checkVariableLimits} first. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, each]) => isStorableText(name) && isStorable(each));
}
