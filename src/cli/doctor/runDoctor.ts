import { readSettings, type Settings, settingErrors } from '../../config/settings.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { isProduction, unsafeSettings } from '../installation/productionCheck.ts';
import { table } from '../terminal/output.ts';
import { print } from '../terminal/standardOutput.ts';
import { type CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';
import { checkDatabase } from './checkDatabase.ts';
import { checkDirectories, checkSecrets } from './checkDirectories.ts';
import { checkLatestRelease, checkPublishing } from './checkReleases.ts';

/** `registre doctor`. Exit code 1 if there is a problem. */
export async function runDoctor({ json }: { json?: boolean }): Promise<void> {
  const findings = await findingsIn(process.env);
  process.exitCode = findings.some(({ level }) => level === 'problem') ? 1 : 0;
  await print(json ? JSON.stringify({ checks: findings }) : inWords(findings));
}

async function findingsIn(environment: NodeJS.ProcessEnv): Promise<CheckResult[]> {
  const faults = settingErrors(environment);
  // The other checks need valid settings: they name the directories and the database.
  if (faults.length > 0) return faults.map((sentence) => problem('settings', sentence));
  const settings = readSettings(environment);
  // Check the directories first: opening the database creates files.
  const directories = await checkDirectories(settings);
  const { findings: database, version } = await checkDatabase(settings);
  return [
    ...(await checkSettings(settings)),
    ...database,
    ...directories,
    ...(await checkSecrets(settings)),
    ...(await checkLatestRelease(settings, version)),
    ...(await checkPublishing(settings)),
  ];
}

function inWords(findings: readonly CheckResult[]): string {
  const count = (wanted: CheckResult['level']) => findings.filter(({ level }) => level === wanted).length;
  const rows = findings.map(({ level, check, message }) => [level, check, message]);
  return `${table(['level', 'check', 'result'], rows)}\n\n${count('problem')} problem(s), ${count('warning')} warning(s).`;
}

/** Valid settings that are unsafe, incomplete or deprecated. */
async function checkSettings(settings: Settings): Promise<CheckResult[]> {
  const level = isProduction(settings) ? problem : warning;
  const findings = [
    ...settings.deprecations.map((sentence) => warning('settings', sentence)),
    ...unsafeSettings(settings, process.execArgv).map((sentence) => level('settings', `${sentence}.`)),
    ...(settings.publicUrl.startsWith('https://') && settings.trustedProxies.length === 0
      ? [
          warning(
            'settings',
            'TRUSTED_PROXIES is not set: behind a proxy that ends TLS, all clients share one rate limit. Set it to the address of the proxy.',
          ),
        ]
      : []),
    ...(await runCheck('settings', async () => {
      openBucket(settings);
      return [];
    })),
  ];
  return findings.length > 0 ? findings : [ok('settings', 'All settings are valid.')];
}
