import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { fail, isError } from '../../errors/errors.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { Platform } from '../../publishing/datagouv/client/transport.ts';
import { HoldReason } from '../../publishing/datagouv/plan/holds.ts';
import { publish } from '../../publishing/datagouv/run/publish.ts';
import type { DatasetReport, PublicationReport } from '../../publishing/datagouv/run/report.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';
import { type Execute, remoteCommand } from '../remote/remoteCommand.ts';
import { errorMessage, table } from '../terminal/output.ts';

const PublishFlags = z.object({
  dryRun: z.boolean().optional(),
  json: z.boolean().optional(),
  forceMetadata: z.boolean().optional(),
  recreate: z.boolean().optional(),
  accept: z.array(HoldReason).optional(),
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
  async ({ database, settings }, { json, ...options }, { signal, onProgress }) => {
    const { pool } = database;
    const { directory } = options;
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    await withDownloadedReleases({ bucket, pool, directory, publicUrl: settings.publicUrl }, async () => undefined);
    const report = await publish({ ...options, publicUrl: settings.publicUrl, pool, signal, onProgress });
    return { text: json ? JSON.stringify(report) : inWords(report), exitCode: report.exitCode };
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

function inWords(report: PublicationReport): string {
  const { datasets, warnings, problem, platform, release } = report;
  const rows = datasets.map((each) => [each.dataset, WORDS[each.outcome], summary(each), each.page ?? '']);
  return [
    `Release ${release} on ${platform}: ${report.outcome.toLowerCase().replaceAll('_', ' ')}.`,
    ...(rows.length > 0 ? ['', table(['dataset', 'outcome', 'steps', 'page'], rows)] : []),
    ...datasets.flatMap(({ dataset, holds }) =>
      holds.map(({ message, isAccepted }) => `  ${dataset}: ${message}${isAccepted ? ' (accepted)' : ''}.`),
    ),
    ...datasets.flatMap(({ dataset, drifts }) =>
      drifts.map(({ what, there }) => `  ${dataset}: ${what} was edited by hand (${there}) and is left unchanged.`),
    ),
    ...datasets.flatMap(({ dataset, foreign }) =>
      foreign.map(
        ({ title }) => `  ${dataset}: the resource « ${title} » is not managed by the register and is left unchanged.`,
      ),
    ),
    ...warnings.map((warning) => `  ${warning}`),
    ...(problem ? [`  ${problem}`] : []),
    ...(datasets.some(({ drifts }) => drifts.length > 0)
      ? ['', 'Use --force-metadata to overwrite edits made by hand.']
      : []),
  ].join('\n');
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
