import { expect, test } from '@jest/globals';
import { statementTimeout } from '../../src/register/statementTimeout.ts';

const CANCELLED = Object.assign(new Error('canceling statement due to user request'), { code: '57014' });

test.each([1, 2, 3])('a cancellation is repeated until PostgreSQL obeys: attempt %i', async (obeyed) => {
  const disconnection = { hasHappened: false, listener: () => {} };
  let fail = (_error: Error) => {};
  let attempts = 0;
  const cancel = async () => {
    attempts += 1;
    // PostgreSQL ignores a cancellation that arrives before the statement.
    if (attempts === obeyed) fail(CANCELLED);
  };
  const limits = statementTimeout({ seconds: 60, disconnection }, { cancel, isHarmless: () => true });
  const statement = limits.run(() => new Promise((_, reject) => (fail = reject)));
  disconnection.listener();
  await expect(statement).rejects.toMatchObject({ code: 'CLIENT_GONE' });
  await limits.stop();
  expect(attempts).toBe(obeyed);
  await expect(limits.run(async () => 'next')).rejects.toMatchObject({ code: 'CLIENT_GONE' });
});
