import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { fail } from '../errors/errors.ts';
import { dayInParis } from '../graphql/context.ts';
import { LIST_TOO_LONG } from '../graphql/graphqlErrors.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';
import { sql, value } from '../sql/sql.ts';
import { excerpt } from '../values/text.ts';
import type { RegisterContext } from './registerContext.ts';
import { AS_OF_INVALID, AS_OF_OUT_OF_RANGE } from './registerErrors.ts';

/** A version of the register, or an instant, which selects the latest version at that instant. */
export type AsOf = { version: number } | { instant: Date };

export const AsOfScalar = new GraphQLScalarType<AsOf, never>({
  name: 'AsOf',
  description:
    'A version of the register, such as `42`, or an instant in RFC 3339, such as `"2026-11-23T18:00:00Z"`. An instant selects the version that was current then.',
  serialize() {
    throw new GraphQLError('the scalar AsOf is only an input type');
  },
  parseValue: parseAsOf,
  parseLiteral(node: ValueNode) {
    if (node.kind === Kind.INT) return parseAsOf(Number(node.value));
    return parseAsOf(node.kind === Kind.STRING ? node.value : undefined);
  },
});

const MAXIMUM_SNAPSHOTS = 20;

/**
 * The context that reads the register as of a version or an instant. Its `today` is the day of the instant, or the day on
 * which the version was made. One request may read 20 snapshots. Throws AS_OF_OUT_OF_RANGE for a version without history.
 */
export async function contextAsOf(ctx: RegisterContext, asOf: AsOf): Promise<RegisterContext> {
  if (ctx.asOf !== null) {
    fail(AS_OF_INVALID, {
      problem: "A field `at` or `asOf` can't be inside another. Select both from the root.",
    });
  }
  const [found] = await ctx.reader.rows<{ version: number; recordedAt: Date }>(
    'version' in asOf
      ? sql`SELECT version, recorded_at AS "recordedAt" FROM journal WHERE version = ${value(asOf.version)}`
      : sql`SELECT version, recorded_at AS "recordedAt" FROM journal WHERE recorded_at <= ${value(asOf.instant)} ORDER BY recorded_at DESC, version DESC LIMIT 1`,
  );
  if (!found) return failOutOfRange(ctx, asOf);
  const today = dayInParis('instant' in asOf ? asOf.instant : found.recordedAt);
  const key = `${found.version} ${today}`;
  const existing = ctx.asOfContexts.get(key);
  if (existing) return existing;
  if (ctx.asOfContexts.size >= MAXIMUM_SNAPSHOTS) {
    fail(LIST_TOO_LONG, { path: 'at', length: ctx.asOfContexts.size + 1, maximum: MAXIMUM_SNAPSHOTS });
  }
  const context = { ...ctx, reader: ctx.transaction.asOf(found.version), today, asOf: found.version };
  ctx.asOfContexts.set(key, context);
  return context;
}

/**
 * Resolves a field as of its argument `asOf`. The fields of the object that it returns are resolved as of the same version.
 * Without the argument, resolves the field as of now.
 * @param load reads the field in a context.
 */
export async function resolveAsOf(
  ctx: RegisterContext,
  { asOf }: { readonly asOf?: unknown },
  load: (ctx: RegisterContext) => unknown,
): Promise<unknown> {
  if (!isAsOf(asOf)) return load(ctx);
  const past = await contextAsOf(ctx, asOf);
  const found = await load(past);
  if (typeof found === 'object' && found !== null) ctx.asOfContextOf.set(found, past);
  return found;
}

function isAsOf(value: unknown): value is AsOf {
  return typeof value === 'object' && value !== null && ('version' in value || 'instant' in value);
}

async function failOutOfRange(ctx: RegisterContext, asOf: AsOf): Promise<never> {
  const [history] = await ctx.reader.rows<{ first: number; since: Date; last: number }>(
    sql`SELECT min(version) AS first, min(recorded_at) AS since, max(version) AS last FROM journal`,
  );
  if (!history) throw new Error('the journal is empty');
  const requested = 'version' in asOf ? `version ${asOf.version}` : asOf.instant.toISOString();
  return fail(AS_OF_OUT_OF_RANGE, { ...history, requested, since: history.since.toISOString() });
}

const GREATEST_INTEGER = 2_147_483_647;

function parseAsOf(given: unknown): AsOf {
  if (typeof given === 'string') return { instant: DateTimeScalar.parseValue(given) };
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= GREATEST_INTEGER) {
    return { version: given };
  }
  throw new GraphQLError(`${excerpt(given, 60)} is neither a version of the register nor a DateTime`);
}
