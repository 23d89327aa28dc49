import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { snakeCase } from '../../src/sql/sql.ts';
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
      '{ enumLabels(enum: STARTUP_DECISION) { enum value label } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      enumLabels: [
        { enum: 'STARTUP_DECISION', value: 'DEVELOPED', label: 'Développé' },
        { enum: 'STARTUP_DECISION', value: 'KEPT', label: 'Conservé' },
        { enum: 'STARTUP_DECISION', value: 'ABANDONED', label: 'Abandonné' },
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
    const inResults = enums.filter(
      ({ name }) => !name.startsWith('__') && !/Order(Field|Direction)$|^(LabeledType|Locale)$/.test(name),
    );
    const expected = inResults
      .map((type) => ({ type, name: snakeCase(type.name).slice(1).toUpperCase() }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ type, name }) => type.getValues().map(({ name: value }) => ({ enum: name, value })));
    expect(data).toEqual({ enumLabels: expected });
  });

  test.each([
    ['{ enumLabels(locale: EN) { value } }', {}, /^Value "EN" does not exist in "Locale" enum\. Use one of FR\.$/],
    [
      'query ($locale: Locale!) { enumLabels(locale: $locale) { value } }',
      { locale: 'en' },
      /got invalid value "en"; Value "en" does not exist in "Locale" enum\. Use one of FR\.$/,
    ],
    [
      '{ enumLabels(enum: Startup) { value } }',
      {},
      /^Value "Startup" does not exist in "LabeledType" enum\..* Use one of .*ACCESSIBILITY.*TEAM_ROLE.*\.$/,
    ],
  ])('rejects an unknown locale or enum, and lists the known ones: %s', async (document, variables, message) => {
    const { errors } = await register.execute(document, variables);
    expect(errors?.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
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
