import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, RegisterError } from '../../errors/errors.ts';
import { codeOf, messageOf } from '../../files/systemError.ts';
import { sizeInWords } from '../../values/text.ts';
import { IMPORT_NOT_JSON, IMPORT_SOURCE_UNREADABLE, IMPORT_TOO_LARGE } from '../importErrors.ts';
import { download } from './download.ts';

/** The files of the API that an import reads. The vocabulary of the phases is ours, so `phases.json` isn't read. */
export const SOURCE_FILES = ['startups.json', 'incubators.json', 'organisations.json', 'authors.json'] as const;
export type SourceFileName = (typeof SOURCE_FILES)[number];

/** Each file, parsed but not yet checked. */
export type SourceFiles = { [F in SourceFileName]: unknown };

export interface SourceLimits {
  /** Of each file: the longest one of the live API, authors.json, is 37 MB. */
  maximumBytes: number;
  /** Of each file read from a URL. */
  timeoutMs: number;
  allowPrivate: boolean;
}

export const SOURCE_LIMITS: SourceLimits = { maximumBytes: 100_000_000, timeoutMs: 120_000, allowPrivate: false };

export type SourceProgress = (file: SourceFileName, receivedBytes: number, totalBytes: number | null) => void;

/** Reads the four files of a folder, or of a base URL such as `https://beta.gouv.fr/api/v2.7`. */
export async function readSource(
  location: string,
  limits: Partial<SourceLimits> = {},
  onProgress?: SourceProgress,
): Promise<SourceFiles> {
  const all = { ...SOURCE_LIMITS, ...limits };
  // One after the other: the first that fails stops the rest, and memory holds one raw file at a time.
  const read = async (file: SourceFileName) => {
    const progress = (received: number, total: number | null) => onProgress?.(file, received, total);
    const bytes = /^[a-z][a-z0-9+.-]+:\/\//i.test(location)
      ? await download(urlOf(location, file), { ...all, onProgress: progress })
      : await bytesOf(location, file, all.maximumBytes, progress);
    return readJson(file, bytes);
  };
  return {
    'startups.json': await read('startups.json'),
    'incubators.json': await read('incubators.json'),
    'organisations.json': await read('organisations.json'),
    'authors.json': await read('authors.json'),
  };
}

/** The value of a file's JSON text. Neither UTF-8 nor JSON is guessed at: what is not exactly so is refused. */
export function readJson(file: string, bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail(IMPORT_NOT_JSON, { file, problem: 'it is not UTF-8 text' });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(IMPORT_NOT_JSON, { file, problem: problemOf(text, error) });
  }
}

function urlOf(location: string, file: SourceFileName): string {
  // What can't be parsed is left to the download, which says so.
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  // Someone may give the URL of one of the files for that of the folder.
  const named = SOURCE_FILES.find((name) => url.pathname.endsWith(`/${name}`));
  const folder = named === undefined ? url.pathname : url.pathname.slice(0, -named.length);
  url.pathname = `${folder.replace(/\/+$/, '')}/${file}`;
  return url.href;
}

async function bytesOf(
  folder: string,
  file: SourceFileName,
  maximumBytes: number,
  onProgress: (received: number, total: number) => void,
): Promise<Buffer> {
  const path = join(folder, file);
  const chunks: Buffer[] = [];
  let received = 0;
  try {
    const about = await stat(path);
    // A pipe or a device would never end, or never begin.
    if (!about.isFile()) return unreadable(path, 'not a file');
    // One byte beyond the limit is read, whatever stat said: the file may grow meanwhile.
    for await (const chunk of createReadStream(path, { end: maximumBytes })) {
      const bytes: Buffer = chunk;
      received += bytes.length;
      if (received > maximumBytes) fail(IMPORT_TOO_LARGE, { file, maximum: sizeInWords(maximumBytes) });
      chunks.push(bytes);
      onProgress(received, about.size);
    }
  } catch (error) {
    if (error instanceof RegisterError) throw error;
    return unreadable(path, reasonOf(error));
  }
  return Buffer.concat(chunks, received);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'it is not in a folder: give the folder that holds the four files',
  EACCES: 'no right to read it',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? 'unknown reason';
  return REASONS[code] ?? code;
}

function unreadable(path: string, problem: string): never {
  // The end of a path names the file.
  fail(IMPORT_SOURCE_UNREADABLE, { source: path.length > 80 ? `…${path.slice(-79)}` : path, problem });
}

/** Why a text is not JSON. V8's own message would echo the input, which may hold what is personal. */
function problemOf(text: string, error: unknown): string {
  const start = text.trimStart();
  if (start === '') return 'it is empty';
  if (!/^[[{"]/.test(start))
    return `it begins with ${start
      .slice(0, 40)
      .split(/[\n\r]/, 1)[0]
      ?.replace(/\p{C}/gu, '')}`;
  const message = messageOf(error);
  const position = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  const early = /^Unexpected end|^Unterminated/.test(message) || Number(position) >= text.trimEnd().length - 1;
  if (early) return 'it ends too early';
  return position === undefined ? 'a mistake in its middle' : `a mistake at character ${position}`;
}
