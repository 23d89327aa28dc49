import type { Settings } from '../../config/settings.ts';
import { openBucket } from '../../publishing/storage/Bucket.ts';
import { isProduction, unsafeSettings } from '../installation/productionCheck.ts';
import { type CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';

/** Settings that can be used, but that may not be what is meant. */
export async function checkSettings(settings: Settings): Promise<CheckResult[]> {
  const level = isProduction(settings) ? problem : warning;
  const doubts = [
    ...unsafeSettings(settings, process.execArgv).map((sentence) => level('settings', `${sentence}.`)),
    ...(settings.publicUrl.startsWith('https://') && settings.trustedProxies.length === 0
      ? [warning('settings', 'TRUSTED_PROXIES is not set: behind a proxy that ends TLS, all clients share one limit.')]
      : []),
    ...(await runCheck('settings', async () => {
      openBucket(settings);
      return [];
    })),
  ];
  return doubts.length > 0 ? doubts : [ok('settings', 'All can be used.')];
}
