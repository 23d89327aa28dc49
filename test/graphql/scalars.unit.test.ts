import { describe, expect, test } from '@jest/globals';
import { parseValue } from 'graphql';
import { BigIntScalar, DateScalar, DateTimeScalar, UrlScalar } from '../../src/graphql/scalars.ts';

/** Literals that are no value of the scalar, whatever their kind. */
const WRONG = {
  Date: ['"2026-13-01"', '5', '1.5', 'true', 'X', '[]', '["2026-01-01"]', '{}', '""'],
  DateTime: ['"2026-11-23"', '"2026-02-30T00:00:00Z"', '0', '1.5', 'true', 'NOW', '[]', '{}'],
  URL: ['"ftp://a.fr"', '"a.fr"', '5', 'false', 'X', '[]', '{}'],
  BigInt: ['9007199254740993', '-9007199254740992', '"5"', '1.5', '1e3', 'true', 'X', '[]', '{}'],
};

describe.each([DateScalar, DateTimeScalar, UrlScalar, BigIntScalar])('the scalar $name', (scalar) => {
  const wrong = Object.entries(WRONG).flatMap(([name, literals]) => (name === scalar.name ? literals : []));

  test.each(wrong)('rejects the literal %s as it was given, and says what is allowed', (literal) => {
    const message = `${literal} is not a ${scalar.name}. Give `;
    expect(() => scalar.parseLiteral(parseValue(literal))).toThrow(message);
  });

  test.each([5.5, '', true, {}, [1]])('rejects the variable %j in the same way', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(`${JSON.stringify(value)} is not a ${scalar.name}. Give `);
  });
});

test('a BigInt takes the whole range in which a JSON number is exact', () => {
  for (const value of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0]) {
    expect(BigIntScalar.parseValue(value)).toBe(value);
    expect(BigIntScalar.parseLiteral(parseValue(String(value)))).toBe(value);
  }
});
