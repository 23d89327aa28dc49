import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

describe('enumLabels', () => {
  let register: TestRegister;

  beforeAll(async () => {
    const [database] = databases();
    if (!database) throw new Error('no database');
    register = await openRegister(database.open);
  });
  afterAll(() => register.close());

  test('returns the labels of one enum in the order of its values, without a statement', async () => {
    const { data, errors, statements } = await register.execute(
      '{ enumLabels(enum: "StartupDecision") { enum value label } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      enumLabels: [
        { enum: 'StartupDecision', value: 'DEVELOPED', label: 'Développé' },
        { enum: 'StartupDecision', value: 'KEPT', label: 'Conservé' },
        { enum: 'StartupDecision', value: 'ABANDONED', label: 'Abandonné' },
      ],
    });
    expect(statements).toEqual([]);
  });

  test('returns by default a label for each value of each enum that results contain', async () => {
    const { data, errors, statements } = await register.execute('{ enumLabels { enum value } }');
    expect(errors).toBeUndefined();
    expect(statements).toEqual([]);
    const schema = await buildApiSchema();
    const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
    const inResults = enums.filter(({ name }) => !name.startsWith('__') && !/Order(Field|Direction)$/.test(name));
    const expected = inResults
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((type) => type.getValues().map(({ name: value }) => ({ enum: type.name, value })));
    expect(data).toEqual({ enumLabels: expected });
  });

  test('rejects the name of another type, and lists the enums', async () => {
    const { errors } = await register.execute('{ enumLabels(enum: "Startup") { value } }');
    expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      [
        'ENUM_UNKNOWN',
        expect.stringMatching(
          /^`enum` must be the name of an enum with labels \(got "Startup"\)\. Use one of Accessibility, .*TeamRole\.$/,
        ),
      ],
    ]);
  });
});

test('every field of an output type has a French label in sentence case', async () => {
  const types = Object.values((await buildApiSchema()).getTypeMap()).filter(
    (type) => (isObjectType(type) || isInterfaceType(type)) && !/^(__|Mutation$)/.test(type.name),
  );
  const fields = types.flatMap((type) =>
    'getFields' in type
      ? Object.values(type.getFields()).map(({ name, extensions }) => [`${type.name}.${name}`, extensions.label])
      : [],
  );
  expect(fields.filter(([, label]) => typeof label !== 'string' || !/^\p{Lu}[^—]*$/u.test(label))).toEqual([]);
});
