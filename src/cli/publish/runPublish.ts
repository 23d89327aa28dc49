import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { fail, isError } from '../../errors/errors.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { Platform } from '../../publishing/datagouv/client/transport.ts';
import { publish } from '../../publishing/datagouv/run/publish.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';
import { type Execute, remoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage } from '../terminal/output.ts';
import { planPage } from './planPage.ts';
import { reportInWords } from './reportInWords.ts';

const PublishFlags = z.object({
  dryRun: z.boolean().optional(),
  json: z.boolean().optional(),
  html: z.boolean().optional(),
  accept: z.array(z.string()).optional(),
  overwrite: z.array(z.string()).optional(),
  dataset: z.string().optional(),
});
export type PublishFlags = z.infer<typeof PublishFlags>;

/** The settings of the user: those of a server that executes the command may lack the API key. */
const PublishInput = PublishFlags.extend({
  platform: z.object({ url: z.string(), apiKey: z.string(), organization: z.string() }),
  directory: z.string(),
});

const INVALID_SETTINGS = [SETTING_INVALID, PUBLICATION_NOT_CONFIGURED];

/** `registre publish`. Exit code: 0 success, 1 a dataset failed, is blocked or was edited by hand, 2 invalid settings. */
export async function startPublish(execute: Execute, flags: PublishFlags): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const input = { ...flags, platform: platformOf(settings), directory: settings.exportsDir };
    await execute('publish', input, { title: `Publishing to ${input.platform.url}`, cancellable: true });
  } catch (error) {
    if (!isError(error, ...INVALID_SETTINGS)) throw error;
    console.error(await errorMessage(error));
    process.exitCode = 2;
  }
}

export const runPublish = remoteCommand(
  PublishInput,
  async ({ database, settings }, { json, html, ...options }, { signal, onProgress }) => {
    const { pool } = database;
    const { directory } = options;
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    await withDownloadedReleases({ bucket, pool, directory, publicUrl: settings.publicUrl }, async () => undefined);
    const report = await publish({ ...options, pool, signal, onProgress });
    const text = json ? JSON.stringify(report) : html ? planPage(report) : reportInWords(report);
    return { text, exitCode: report.exitCode };
  },
  INVALID_SETTINGS,
);

/** The data.gouv.fr site of the settings. Fails with PUBLICATION_NOT_CONFIGURED or SETTING_INVALID. */
export function platformOf({ datagouvUrl, datagouvApiKey, datagouvOrganization }: Settings): Platform {
  if (datagouvApiKey === null) return fail(PUBLICATION_NOT_CONFIGURED, { setting: 'DATAGOUV_API_KEY' });
  if (datagouvOrganization === null) return fail(PUBLICATION_NOT_CONFIGURED, { setting: 'DATAGOUV_ORGANIZATION' });
  const { origin, protocol, hostname, username, password } = new URL(datagouvUrl);
  const isUnencrypted = protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (isUnencrypted || username || password) {
    const expected = 'an https URL without user name and password, because it receives the API key';
    fail(SETTING_INVALID, { name: 'DATAGOUV_URL', value: `${protocol}//…`, expected });
  }
  return { url: origin, apiKey: datagouvApiKey, organization: datagouvOrganization };
}
