import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTimeScalar } from '../graphql/scalars.ts';
import { excerpt } from '../values/text.ts';
import type { Moment } from './moment.ts';

/** A version of the register, or an instant: in the code, a {@link Moment}. Only ever an input. */
export const AsOfScalar = new GraphQLScalarType<Moment, never>({
  name: 'AsOf',
  description:
    'Moment — of the register: a version (`42`), or an instant in RFC 3339 (`"2026-11-23T18:00:00Z"`), which means the version in force then.',
  serialize() {
    throw new GraphQLError('a moment is only asked for');
  },
  parseValue: momentOf,
  parseLiteral(node: ValueNode) {
    if (node.kind === Kind.INT) return momentOf(Number(node.value));
    return momentOf(node.kind === Kind.STRING ? node.value : undefined);
  },
});

const GREATEST_INTEGER = 2_147_483_647;

function momentOf(given: unknown): Moment {
  if (typeof given === 'string') return { instant: DateTimeScalar.parseValue(given) };
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= GREATEST_INTEGER) {
    return { version: given };
  }
  throw new GraphQLError(`${excerpt(given, 60)} is neither a version of the register nor a DateTime`);
}
