import { describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema = await buildApiSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

describe('Every mutation', () => {
  test.each(mutations.map(({ name, ...field }) => ({ name, field })))(
    '$name has one input and returns its own payload: the record, the version, and the next steps of a startup',
    ({ name, field }) => {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(field.args.map((each) => `${each.name}: ${each.type}`)).toEqual([`input: ${type}Input!`]);
      expect(String(field.type)).toBe(`${type}Payload!`);
      const payload = getNamedType(field.type);
      const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
      const [record, ...others] = fields.map((each) => `${each.name}: ${each.type}`);
      expect(record).toMatch(/^(\w+): \[?(\w+)!/);
      expect(others).toEqual([
        'registerVersion: Int!',
        ...(record === 'startup: Startup!' ? ['lastPhase: Phase', 'nextSteps: [NextStep!]!'] : []),
      ]);
    },
  );
});
