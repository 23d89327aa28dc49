import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import { readSettings } from '../../config/settings.ts';
import { isError } from '../../errors/errors.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases } from '../../publishing/bucket/releaseStore.ts';
import { awaitReceipt } from '../../publishing/datagouv/receipts/awaitReceipt.ts';
import { receiptExitCode } from '../../publishing/datagouv/receipts/receipt.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';
import { PlatformInput, platformOf, tabularUrlOf } from '../installation/platformOf.ts';
import { type Execute, remoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage } from '../terminal/output.ts';
import { describeReceipt } from './describeReceipt.ts';

const ReceiptFlags = z.object({ wait: z.number().optional(), json: z.boolean().optional() });
export type ReceiptFlags = z.infer<typeof ReceiptFlags>;

const ReceiptInput = ReceiptFlags.extend({ platform: PlatformInput, tabularUrl: z.string(), directory: z.string() });
const INVALID_SETTINGS = [SETTING_INVALID, PUBLICATION_NOT_CONFIGURED];

/** `registre receipt`. Exit code: 0 read as meant, 1 unknown or failed, 2 a difference, or invalid settings. */
export async function startReceipt(execute: Execute, flags: ReceiptFlags): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const input = {
      ...flags,
      platform: platformOf(settings),
      tabularUrl: tabularUrlOf(settings),
      directory: settings.exportsDir,
    };
    await execute('receipt', input, { title: `Waiting for ${input.platform.url}`, cancellable: true });
  } catch (error) {
    if (!isError(error, ...INVALID_SETTINGS)) throw error;
    console.error(await errorMessage(error));
    process.exitCode = 2;
  }
}

export const runReceipt = remoteCommand(
  ReceiptInput,
  async ({ database, settings }, { wait = 0, json, ...options }, { signal, onProgress }) => {
    const { pool } = database;
    const { directory } = options;
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    await withDownloadedReleases({ bucket, pool, directory, publicUrl: settings.publicUrl }, async () => undefined);
    const receipt = await awaitReceipt({ ...options, pool, signal, onProgress, waitMs: wait * 60_000 });
    return { text: json ? JSON.stringify(receipt) : describeReceipt(receipt), exitCode: receiptExitCode(receipt) };
  },
  INVALID_SETTINGS,
);
