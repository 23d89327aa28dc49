import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { networkErrorCode } from '../../networkError.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteResource } from '../client/responseSchemas.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import { notedShape, type TableShape } from '../plan/tables.ts';
import type { RunContext } from './prepareRun.ts';

/**
 * The rows and columns of a published CSV: those that its extras note, or else those of the file itself, which is downloaded.
 * Null if the platform has no such file, or if it is no CSV. Throws a PlatformError if it can't be downloaded.
 */
export async function publishedShape(
  run: Pick<RunContext, 'client' | 'fetch'>,
  resource: RemoteResource,
): Promise<TableShape | null> {
  const noted = notedShape(resource.extras, resource.checksum?.value ?? null);
  if (noted) return noted;
  const { retryPolicy } = run.client;
  for (let attempt = 1; ; attempt++) {
    const result = await downloadShape(run, resource);
    if (typeof result !== 'string') return result;
    if (attempt >= retryPolicy.maxAttempts) {
      const message = `the published ${resource.title} can't be read (${result}), so its rows can't be compared`;
      throw new PlatformError('unavailable', 0, message);
    }
    await retryPolicy.sleep(delayBefore(attempt, retryPolicy));
  }
}

/** @returns the shape, or why the file could not be downloaded. */
async function downloadShape(
  { client, fetch }: Pick<RunContext, 'client' | 'fetch'>,
  { latest, url }: RemoteResource,
): Promise<TableShape | null | string> {
  const signal = AbortSignal.timeout(client.retryPolicy.uploadTimeoutMs);
  try {
    // Without the API key: another host serves the files.
    const response = await fetch(latest ?? url, { redirect: 'follow', signal });
    if (response.ok && response.body) return await shapeOf(Readable.fromWeb(response.body));
    await response.body?.cancel();
    return GONE.has(response.status) ? null : `HTTP ${response.status}`;
  } catch (error) {
    return networkErrorCode(error) ?? 'the connection was lost';
  }
}

const GONE = new Set([404, 410]);

async function shapeOf(csv: Readable): Promise<TableShape | null> {
  const parser = parse({ bom: true, relax_column_count: true });
  const finished = new Promise<Error | null>((resolve) => pipeline(csv, parser, (error) => resolve(error ?? null)));
  const header: string[][] = [];
  let rows = 0;
  parser.on('data', (cells: string[]) => {
    if (header.length === 0) header.push(cells);
    else rows += 1;
  });
  const error = await finished;
  if (error && !(error instanceof CsvError)) throw error;
  const [columns] = header;
  return columns && !error ? { rows, columns } : null;
}
