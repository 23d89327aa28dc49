import { expect, test } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { serializeError } from '../../../src/server/telemetry/serializeError.ts';

test('a database error has its codes and names, without its message, detail or parameters', () => {
  const cause = Object.assign(new Error('duplicate key value: (slug)=(canari)'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (slug)=(canari) already exists.',
    table: 'startup',
    constraint: 'startup_slug',
  });
  const facts = serializeError(new QueryFailedError("INSERT … 'canari'", ['canari'], cause));
  expect(facts).toMatchObject({
    type: 'QueryFailedError',
    message: '',
    cause: { code: '23505', message: '', database: { table: 'startup', constraint: 'startup_slug' } },
  });
  expect(JSON.stringify(facts)).not.toContain('canari');
});

test('quoted text of a message is omitted, and the stack has its frames', () => {
  let thrown: unknown;
  try {
    JSON.parse('canari-valeur');
  } catch (error) {
    thrown = error;
  }
  const facts = serializeError(thrown);
  expect(facts).toMatchObject({ type: 'SyntaxError', stack: expect.stringMatching(/^ {4}at /) });
  expect(JSON.stringify(facts)).not.toContain('canari');
});

test('at most three causes are serialized; a value that is no Error has its type only', () => {
  const loop = new Error('round');
  loop.cause = loop;
  expect(JSON.stringify(serializeError(loop)).match(/round/g)).toHaveLength(4);
  expect(serializeError('canari')).toMatchObject({ type: 'string', message: '' });
});
