import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, RegisterError } from '../../errors/errors.ts';
import { errorCode } from '../../files/systemError.ts';
import { formatBytes } from '../../values/text.ts';
import { IMPORT_NOT_JSON, IMPORT_SOURCE_UNREADABLE, IMPORT_TOO_LARGE } from '../importErrors.ts';
import { type NewList, StoredRows } from '../storedRows.ts';
import { MEMBER } from './betaGouvSchemas.ts';
import { type DownloadLimits, download } from './download.ts';
import { type JsonShape, jsonElements } from './jsonElements.ts';

/** The files of the API that an import reads. `phases.json` is not read: the register has its own list of phases. */
export const SOURCE_FILES = ['startups.json', 'incubators.json', 'organisations.json', 'authors.json'] as const;
export type SourceFileName = (typeof SOURCE_FILES)[number];

/** Each file as parsed JSON, not yet validated. {@link StoredRows} may stand for its lists, and for the members of the object of incubators.json. */
export type SourceFiles = Record<SourceFileName, unknown>;

interface SourceLimits {
  /** The maximum size of each file. The largest file of the API, authors.json, has 37 MB. */
  maximumBytes: number;
  /** The time limit of each download. */
  timeoutMs: number;
  allowPrivate: boolean;
  /** Called with the Last-Modified of each downloaded file that has one. */
  onModified?: (modifiedAt: Date) => void;
  /** Creates the lists of rows. Default: arrays. */
  newList: NewList;
}

const DEFAULT_LIMITS: SourceLimits = {
  maximumBytes: 100_000_000,
  timeoutMs: 120_000,
  allowPrivate: false,
  newList: () => [],
};

/** Reads the four files of a folder, or of a base URL such as `https://beta.gouv.fr/api/v2.7`. */
export async function readSource(
  location: string,
  limits: Partial<SourceLimits> = {},
  onProgress?: (file: SourceFileName, receivedBytes: number, totalBytes: number | null) => void,
): Promise<SourceFiles> {
  const all = { ...DEFAULT_LIMITS, ...limits };
  // One after the other: an error stops the rest, and memory holds the bytes of one file at a time.
  const read = async (file: SourceFileName) => {
    const progress = (received: number, total: number | null) => onProgress?.(file, received, total);
    const chunks = isUrl(location)
      ? await downloadedChunks(fileUrl(location, file), { ...all, onProgress: progress })
      : () => fileChunks(location, file, all.maximumBytes, progress);
    return readInParts(file, chunks, all.newList);
  };
  return {
    'startups.json': await read('startups.json'),
    'incubators.json': await read('incubators.json'),
    'organisations.json': await read('organisations.json'),
    'authors.json': await read('authors.json'),
  };
}

/** The bytes of a file, in portions. Each call reads them from the start. */
type Chunks = () => Iterable<Buffer> | AsyncIterable<Buffer>;

function isUrl(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location);
}

async function downloadedChunks(url: string, limits: DownloadLimits): Promise<Chunks> {
  const bytes = await download(url, limits);
  return () => [bytes];
}

async function concatenated(chunks: ReturnType<Chunks>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const ARRAYS_OF_STARTUPS = ['data', 'included'];

/**
 * The value of a file, which is parsed one row at a time. Of members, only the keys that an import reads are kept: the others, such as
 * biographies, are personal data and make most of the largest file.
 */
async function readInParts(file: SourceFileName, chunks: Chunks, newList: NewList): Promise<unknown> {
  try {
    const read = (shape: JsonShape) => jsonElements(chunks(), shape);
    if (file === 'startups.json') {
      const lists = new Map(ARRAYS_OF_STARTUPS.map((key) => [key, newList<unknown>()]));
      for await (const [key, row] of read({ arrays: ARRAYS_OF_STARTUPS })) lists.get(key)?.push(row);
      if (lists.get('data')?.length === 0) throw new SyntaxError('no rows, or no list of rows');
      return Object.fromEntries(lists);
    }
    if (file === 'incubators.json') {
      const members = newList<readonly [string, unknown]>();
      for await (const member of read({ arrays: [] })) members.push(member);
      return members instanceof StoredRows ? members : Object.fromEntries(members);
    }
    const list = newList<unknown>();
    for await (const [, row] of read('array')) list.push(file === 'authors.json' ? knownKeys(row) : row);
    return list;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    // Not JSON, or of another structure: the whole text has the reason.
    return readJson(file, await concatenated(chunks()));
  }
}

function knownKeys(member: unknown): unknown {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  return Object.fromEntries(Object.entries(member).filter(([key]) => Object.hasOwn(MEMBER.shape, key)));
}

/** Parses the JSON text of a file, which must be UTF-8. */
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
    return fail(IMPORT_NOT_JSON, { file, problem: jsonProblem(text, error) });
  }
}

/** The URL of a file. The location is the base URL, or the URL of one of the files. */
function fileUrl(location: string, file: SourceFileName): string {
  // The download rejects an invalid URL.
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  const given = SOURCE_FILES.find((name) => url.pathname.endsWith(`/${name}`)) ?? '';
  const folder = url.pathname.slice(0, url.pathname.length - given.length);
  url.pathname = `${folder.replace(/\/+$/, '')}/${file}`;
  return url.href;
}

async function* fileChunks(
  folder: string,
  file: SourceFileName,
  maximumBytes: number,
  onProgress: (received: number, total: number) => void,
): AsyncGenerator<Buffer> {
  const path = join(folder, file);
  const about = await stat(path).catch((error: unknown) => failUnreadable(path, error));
  // Reading a pipe or a device may never end.
  if (!about.isFile()) return failUnreadable(path, 'not a file');
  let received = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes: Buffer = chunk;
      received += bytes.length;
      if (received > maximumBytes) fail(IMPORT_TOO_LARGE, { file, maximum: formatBytes(maximumBytes) });
      onProgress(received, about.size);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof RegisterError) throw error;
    return failUnreadable(path, error);
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'it is not in a folder: give the folder that holds the four files',
  EACCES: 'no right to read it',
};

function failUnreadable(path: string, cause: unknown): never {
  const problem = typeof cause === 'string' ? cause : (errorCode(cause) ?? 'unknown reason');
  // The end of a path names the file.
  const source = path.length > 80 ? `…${path.slice(-79)}` : path;
  fail(IMPORT_SOURCE_UNREADABLE, { source, problem: PROBLEMS[problem] ?? problem });
}

/** Why a text is not JSON. The message of V8 is not shown: it quotes the text, which may contain personal data. */
function jsonProblem(text: string, error: unknown): string {
  const start = text.trimStart();
  if (start === '') return 'it is empty';
  if (!/^[[{"]/.test(start)) {
    const [firstLine = ''] = start.slice(0, 40).split(/[\n\r]/, 1);
    return `it begins with ${firstLine.replace(/\p{C}/gu, '')}`;
  }
  const message = String(error);
  const position = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  const isTruncated = /^SyntaxError: (?:Unexpected end|Unterminated)/.test(message);
  if (isTruncated || Number(position) >= text.trimEnd().length - 1) return 'it ends too early';
  return position === undefined ? 'a mistake in its middle' : `a mistake at character ${position}`;
}
