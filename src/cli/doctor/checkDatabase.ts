import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import { type Database, openDatabase, serverVersion } from '../../database/database.ts';
import { requireMigrated } from '../../database/migrate.ts';
import { isError } from '../../errors/errors.ts';
import { lockHolder } from '../../files/directoryLock.ts';
import { DIRECTORY_LOCKED } from '../../files/fileErrors.ts';
import { checkTokenSecret } from '../../register/tokens/tokenSecret.ts';
import { readerOn } from '../../sql/reader.ts';
import { tokenSecretStore } from '../installation/secrets.ts';
import { forwardToServer } from '../remote/forwardToServer.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';
import { CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';

const DatabaseReport = z.object({
  findings: z.array(CheckResult),
  /** The version of the register; null if unknown. */
  version: z.int().nullable(),
});
type DatabaseReport = z.infer<typeof DatabaseReport>;

/** The part of `registre doctor` that runs in the process that uses the database. */
export const doctorDatabase = remoteCommand(z.object({}), async ({ database, settings }) =>
  JSON.stringify(await reportOf(database, settings)),
);

/** Checks the database, in this process or through the server that uses it. Neither creates nor migrates it. */
export async function checkDatabase(settings: Settings): Promise<DatabaseReport> {
  const { databaseUrl, registreDir } = settings;
  if (databaseUrl === null && !existsSync(join(registreDir, 'pgdata', 'PG_VERSION'))) {
    const none = `There is no database in ${registreDir} yet. Run registre serve to create it, or set REGISTRE_DIR or DATABASE_URL.`;
    return { findings: [warning('database', none)], version: null };
  }
  let report: DatabaseReport = { findings: [], version: null };
  const findings = await runCheck('database', async () => {
    report = await openedReport(settings);
    return report.findings;
  });
  return { ...report, findings };
}

async function openedReport(settings: Settings): Promise<DatabaseReport> {
  let database: Database;
  try {
    database = await openDatabase(settings);
  } catch (error) {
    if (!isError(error, DIRECTORY_LOCKED)) throw error;
    return reportOfServer(settings.registreDir);
  }
  try {
    const { findings, version } = await reportOf(database, settings);
    const free = database.shared ? [] : [ok('lock', `No other process uses ${settings.registreDir}.`)];
    return { findings: [...free, ...findings], version };
  } finally {
    await database.close();
  }
}

async function reportOfServer(directory: string): Promise<DatabaseReport> {
  const holder = (await lockHolder(directory)) ?? 'a process that has just ended';
  const output = await forwardToServer(directory, 'doctor', {});
  if (output?.exitCode === 0) {
    const { findings, version } = DatabaseReport.parse(JSON.parse(output.stdout));
    return { findings: [ok('lock', `${directory} is in use by ${holder}, which responds.`), ...findings], version };
  }
  const reason = output ? output.stderr.trim() : 'not a server; perhaps an import or a migration';
  return {
    findings: [
      warning('lock', `${directory} is in use by ${holder} (${reason}). Run registre doctor again when it has ended.`),
    ],
    version: null,
  };
}

async function reportOf(database: Database, settings: Settings): Promise<DatabaseReport> {
  const { version: server } = await serverVersion(database.pool);
  const name = database.shared ? database.name : `${database.name} (PostgreSQL ${server})`;
  const reader = readerOn(database.pool);
  const migrations = await runCheck('migrations', async () => {
    await requireMigrated(database);
    return [ok('migrations', 'The migrations are up to date.')];
  });
  const isMigrated = migrations.every(({ level }) => level === 'ok');
  const tokens = await runCheck('tokens', async () => {
    if (isMigrated) await checkTokenSecret(reader, tokenSecretStore(settings));
    return [];
  });
  const counts = await runCheck('counts', async () => (isMigrated ? checkCounts(database) : []));
  const { rows } = isMigrated
    ? await database.pool.query<{ version: number }>('SELECT version FROM register')
    : { rows: [] };
  return {
    findings: [ok('database', `The ${name} responds.`), ...migrations, ...tokens, ...counts],
    version: rows[0]?.version ?? null,
  };
}

/** Compares the counts that each change of the register keeps with the rows. */
async function checkCounts({ pool }: Database): Promise<CheckResult[]> {
  const { rows } = await pool.query<{ wrong: number }>('SELECT wrong_startup_counts()::int AS wrong');
  const wrong = rows[0]?.wrong;
  if (wrong === 0) return [];
  const message = `${wrong} counts of startups differ from the rows. Execute CALL fill_startup_counts() in the database.`;
  return [problem('counts', message)];
}
