import { expect, test } from '@jest/globals';
import { acquireLease } from '../../src/publishing/datagouv/run/lease.ts';
import { onEachDatabase } from '../support/databases.ts';
import { onStage, outlast } from './publishHarness.ts';

onEachDatabase('one publisher at a time', (open) => {
  const stage = onStage({}, open);

  test('of two processes, one publishes and the other reports it and ends', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    const reports = await Promise.all([publish(), publish()]);
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['ALREADY_RUNNING', 'PUBLISHED']);
    expect(reports.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(udata.state.datasets.size).toBe(1);
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
  });

  test('a process paused longer than its lease writes nothing when it resumes', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    const paused = await publish({
      // The other publication runs during one upload: it must not time out.
      retryPolicy: { timeoutMs: 60_000, uploadTimeoutMs: 60_000 },
      fetch: async (...given) => {
        const response = await globalThis.fetch(...given);
        // It sleeps after its second upload; meanwhile its time passes and another publishes.
        if (udata.writes().filter(({ path }) => path.endsWith('/upload/')).length === 2 && !slept) {
          slept = true;
          await outlast(stage());
          expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
          writes = udata.writes().length;
        }
        return response;
      },
    });
    expect(paused).toMatchObject({ outcome: 'FAILED', exitCode: 1 });
    expect(paused.problem).toContain('lease of this publication expired');
    expect(udata.writes()).toHaveLength(writes);
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    const { rows } = await stage().register.pool.query('SELECT outcome FROM publication ORDER BY id');
    expect(rows.map(({ outcome }) => outcome)).toEqual(['INTERRUPTED', 'PUBLISHED', 'UNCHANGED']);
  });
  let slept = false;
  let writes = 0;

  test('an expired lease cannot be renewed, even if no other process holds it', async () => {
    const lease = await acquireLease(stage().register.pool);
    await lease?.renew();
    await outlast(stage());
    await expect(lease?.renew()).rejects.toThrow('lease of this publication expired');
    await lease?.release();
  });

  test('a renewed lease stays held; a released lease is free; the token increases', async () => {
    const { pool } = stage().register;
    const lease = await acquireLease(pool, 1_500);
    for (let turn = 0; turn < 4; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await acquireLease(pool, 1_500)).toBeNull();
    }
    await lease?.release();
    const next = await acquireLease(pool);
    expect(next?.token).toBe((lease?.token ?? 0) + 1);
    await next?.release();
  });

  test('the lease of a dead process of this machine is taken over at once', async () => {
    const { pool } = stage().register;
    const lease = await acquireLease(pool);
    await pool.query("UPDATE publisher_lease SET holder = regexp_replace(holder, ' \\d+ ', ' 999999999 ')");
    const next = await acquireLease(pool);
    expect(next).not.toBeNull();
    await lease?.release();
    await next?.renew();
    await next?.release();
  });

  test('stopped by a signal, it finishes its step and releases the lease', async () => {
    const { release, publish } = stage();
    await release(1);
    const stop = new AbortController();
    const stopped = await publish({
      signal: stop.signal,
      fetch: (...given) => {
        if (String(given[0]).endsWith('/upload/')) stop.abort();
        return globalThis.fetch(...given);
      },
    });
    expect(stopped).toMatchObject({ outcome: 'INTERRUPTED', exitCode: 1 });
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  });
});
