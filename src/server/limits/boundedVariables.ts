import { fail, RegisterError } from '../../errors/errors.ts';
import { FILTER_TOO_DEEP, LIST_TOO_LONG } from '../../graphql/graphqlErrors.ts';

/** What variables may be at most, whatever their types: looked at before GraphQL does, which would go as deep as they. */
const LEVELS_AT_MOST = 20;
const ITEMS_AT_MOST = 500;

/** Refuses variables nested so deeply that reading them would exhaust the stack, or with endless lists. */
export function boundedVariables(variables: Readonly<Record<string, unknown>>): void {
  let level: [path: string, value: unknown][] = Object.entries(variables);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LEVELS_AT_MOST) fail(FILTER_TOO_DEEP, { path: 'variables', maximum: LEVELS_AT_MOST });
    level = level.flatMap(([path, value]) => within(path, value).map((each): [string, unknown] => [path, each]));
  }
}

/** Whether they are so bounded. */
export function areBounded(variables: Readonly<Record<string, unknown>>): boolean {
  try {
    boundedVariables(variables);
    return true;
  } catch (error) {
    if (error instanceof RegisterError) return false;
    throw error;
  }
}

function within(path: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) && value.length > ITEMS_AT_MOST) {
    fail(LIST_TOO_LONG, { path: path.slice(0, 100), length: value.length, maximum: ITEMS_AT_MOST });
  }
  return Object.values(value);
}
