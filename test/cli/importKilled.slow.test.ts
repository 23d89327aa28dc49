import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkspace } from './commandLine.ts';

test('an import that is killed in its transaction leaves the register as before, and completes when it is run again', async () => {
  const workspace = await aWorkspace('nothing');
  const database = await POSTGRESQL.open('migrated');
  const url = database.connection.kind === 'url' ? database.connection.url : '';
  const settings = { DATABASE_URL: url, MEMBER_SECRET: 'a secret of the tests, long enough' };
  const pool = new Pool({ connectionString: url });
  const rows = async (statement: string) => (await pool.query<Record<string, unknown>>(statement)).rows;
  const counts = () =>
    rows('SELECT version, (SELECT count(*)::int FROM startup WHERE slug = $$a.site$$) AS startups FROM register');
  try {
    await mkdir(join(workspace.folder, 'beta'));
    const files = sourceFiles({
      startups: [aStartup('a.site', { link: 'https://a.site', sponsors: ['dila'] })],
      organisations: [anOrganisation('dila'), anOrganisation('dinum')],
    });
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(workspace.folder, 'beta', name), JSON.stringify(content));
    }
    expect(await workspace.run(['migrate'], settings)).toMatchObject({ code: 0 });
    // The reference register of the first import is not what is killed.
    expect(await workspace.run(['import', 'beta', '--dry-run'], settings)).toMatchObject({ code: 0 });
    const before = await counts();

    // The import writes entities and startups, then waits for the lock of services.
    const holder = await pool.connect();
    await holder.query('BEGIN; LOCK TABLE service IN SHARE MODE');
    const killed = workspace.start(['import', 'beta'], settings);
    const isWaiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'service'::regclass`;
    while ((await rows(isWaiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await killed.stop('SIGKILL');
    await holder.query('ROLLBACK');
    holder.release();
    expect(await counts()).toEqual(before);

    expect(await workspace.run(['import', 'beta'], settings)).toMatchObject({ code: 0 });
    expect(await counts()).toMatchObject([{ startups: 1 }]);
    const again = await workspace.run(['import', 'beta'], settings);
    expect(again.stdout).toContain('Nothing was written');
  } finally {
    await pool.end();
    await workspace.remove();
    await database.drop();
  }
});
