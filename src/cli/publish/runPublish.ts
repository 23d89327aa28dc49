import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import { readSettings } from '../../config/settings.ts';
import { isError } from '../../errors/errors.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases } from '../../publishing/bucket/releaseStore.ts';
import { desiredDataservice } from '../../publishing/datagouv/plan/planDataservice.ts';
import { awaitReceipt } from '../../publishing/datagouv/receipts/awaitReceipt.ts';
import { receiptExitCode } from '../../publishing/datagouv/receipts/receipt.ts';
import { publish } from '../../publishing/datagouv/run/publish.ts';
import { provenanceOf } from '../../publishing/provenance.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';
import { PlatformInput, platformOf, tabularUrlOf } from '../installation/platformOf.ts';
import { describeReceipt } from '../receipt/describeReceipt.ts';
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
  adopt: z.record(z.string(), z.string()).optional(),
  release: z.string().optional(),
  dataset: z.string().optional(),
  /** How long to wait for the receipt, in minutes; true for the default. */
  wait: z.union([z.number(), z.literal(true)]).optional(),
});
export type PublishFlags = z.infer<typeof PublishFlags>;

/** The settings of the user: those of a server that executes the command may lack the API key. */
const PublishInput = PublishFlags.extend({
  platform: PlatformInput,
  tabularUrl: z.string(),
  directory: z.string(),
});

/** The limit of `--wait` without a number: the platform analyses a file within minutes to hours. */
const DEFAULT_WAIT_MINUTES = 60;

const INVALID_SETTINGS = [SETTING_INVALID, PUBLICATION_NOT_CONFIGURED];

/** `registre publish`. Exit code: 0 success, 1 a dataset failed, is blocked or was edited by hand, 2 invalid settings. */
export async function startPublish(execute: Execute, flags: PublishFlags): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const { exportsDir: directory } = settings;
    const input = { ...flags, platform: platformOf(settings), tabularUrl: tabularUrlOf(settings), directory };
    await execute('publish', input, { title: `Publishing to ${input.platform.url}`, cancellable: true });
  } catch (error) {
    if (!isError(error, ...INVALID_SETTINGS)) throw error;
    console.error(await errorMessage(error));
    process.exitCode = 2;
  }
}

export const runPublish = remoteCommand(
  PublishInput,
  async ({ database, settings }, { json, html, wait, tabularUrl, ...options }, { signal, onProgress }) => {
    const { pool } = database;
    const { directory } = options;
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const { publicUrl } = settings;
    await withDownloadedReleases({ bucket, pool, directory, publicUrl }, async () => undefined);
    const dataservice = desiredDataservice(publicUrl, provenanceOf(settings).contactPoint);
    const report = await publish({ ...options, publicUrl, pool, signal, onProgress, dataservice });
    const receipt =
      wait === undefined || report.run === null || report.problem !== null
        ? null
        : await awaitReceipt({
            ...options,
            pool,
            tabularUrl,
            signal,
            onProgress,
            waitMs: (wait === true ? DEFAULT_WAIT_MINUTES : wait) * 60_000,
          });
    const exitCode = report.exitCode === 0 && receipt ? receiptExitCode(receipt) : report.exitCode;
    const text = json
      ? JSON.stringify(receipt ? { ...report, receipt } : report)
      : html
        ? planPage(report)
        : reportInWords(report);
    return { text: receipt && !json ? `${text}\n\n${describeReceipt(receipt)}` : text, exitCode };
  },
  INVALID_SETTINGS,
);
