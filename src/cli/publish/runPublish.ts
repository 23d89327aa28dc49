import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import { readSettings } from '../../config/settings.ts';
import { isError } from '../../errors/errors.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases } from '../../publishing/bucket/releaseStore.ts';
import { type Drift, driftName } from '../../publishing/datagouv/plan/drifts.ts';
import { awaitReceipt } from '../../publishing/datagouv/receipts/awaitReceipt.ts';
import { receiptExitCode } from '../../publishing/datagouv/receipts/receipt.ts';
import { publish } from '../../publishing/datagouv/run/publish.ts';
import type { DatasetReport, PublicationReport } from '../../publishing/datagouv/run/report.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';
import { PlatformInput, platformOf, tabularUrlOf } from '../installation/platformOf.ts';
import { describeReceipt } from '../receipt/describeReceipt.ts';
import { type Execute, remoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage, table } from '../terminal/output.ts';

const PublishFlags = z.object({
  dryRun: z.boolean().optional(),
  json: z.boolean().optional(),
  accept: z.array(z.string()).optional(),
  overwrite: z.array(z.string()).optional(),
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
  async ({ database, settings }, { json, wait, tabularUrl, ...options }, { signal, onProgress }) => {
    const { pool } = database;
    const { directory } = options;
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const { publicUrl } = settings;
    await withDownloadedReleases({ bucket, pool, directory, publicUrl }, async () => undefined);
    const report = await publish({ ...options, publicUrl, pool, signal, onProgress });
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
    const text = json ? JSON.stringify(receipt ? { ...report, receipt } : report) : inWords(report);
    return { text: receipt && !json ? `${text}\n\n${describeReceipt(receipt)}` : text, exitCode };
  },
  INVALID_SETTINGS,
);

function inWords(report: PublicationReport): string {
  const { datasets, warnings, problem, platform, release } = report;
  const rows = datasets.map((each) => [each.dataset, WORDS[each.outcome], summary(each), each.page ?? '']);
  return [
    `Release ${release} on ${platform}: ${report.outcome.toLowerCase().replaceAll('_', ' ')}.`,
    ...(rows.length > 0 ? ['', table(['dataset', 'outcome', 'steps', 'page'], rows)] : []),
    ...datasets.flatMap(({ dataset, holds }) =>
      holds.map(({ message, isAccepted }) => `  ${dataset}: ${message}${isAccepted ? ' (accepted)' : ''}.`),
    ),
    ...datasets.flatMap(({ dataset, drifts }) => drifts.map((drift) => driftInWords(dataset, drift))),
    ...datasets.flatMap(({ dataset, foreign }) =>
      foreign.map(
        ({ title }) => `  ${dataset}: the resource « ${title} » is not managed by the register and is left unchanged.`,
      ),
    ),
    ...datasets.flatMap(({ dataset, unverified }) =>
      unverified.map(({ resource, problem }) => `  ${dataset}: ${resource} is not verified: ${problem}.`),
    ),
    ...warnings.map((warning) => `  ${warning}`),
    ...(problem ? [`  ${problem}`] : []),
    ...(datasets.some(({ drifts }) => drifts.some(({ isAccepted }) => !isAccepted)) ? ['', DECIDE] : []),
    ...(datasets.some(({ unverified }) => unverified.length > 0)
      ? ['', 'Run registre publish again: it verifies these files.']
      : []),
  ].join('\n');
}

const DECIDE =
  'What was changed by hand is left. Add --accept <name> to keep it for good, or --overwrite <name> to write the release.';

function driftInWords(dataset: string, { what, there, ours, isAccepted }: Drift): string {
  const name = driftName(dataset, what);
  if (isAccepted) return `  ${name} was changed by hand, and accepted.`;
  return `  ${name} was changed by hand: it is « ${there} » there, « ${ours} » in the release.`;
}

const WORDS: Readonly<Record<DatasetReport['outcome'], string>> = {
  CREATED: 'create',
  UPDATED: 'update',
  UNCHANGED: 'unchanged',
  HELD: 'held',
  FAILED: 'failed',
  NOT_REACHED: 'not reached',
};

function summary({ steps, problem }: DatasetReport): string {
  if (problem) return problem;
  // More than three steps of a kind are counted; --json lists them all.
  const kinds = [...new Set(steps.map(({ kind }) => kind))];
  const shown = kinds.flatMap((kind) => {
    const same = steps.filter((step) => step.kind === kind);
    if (same.length > 3) return [`${kind} ${same.length} files`];
    return same.map(({ resource, fields }) => [kind, resource, fields.join('+')].filter(Boolean).join(' '));
  });
  return shown.join(', ');
}
