import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { S3mini, type UploadPart } from 's3mini';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { contentType } from '../exportsDirectory/httpHeaders.ts';
import { type FileDigest, withOutputFile } from '../exportsDirectory/outputFile.ts';
import { BUCKET_KEYS_MISSING } from '../publishingErrors.ts';
import { isMissingObject, withRetries } from './bucketRetries.ts';

export interface BucketAccess {
  /** `https://host/bucket/prefix`; the prefix may be missing. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface StoredFile {
  /** The key without the prefix. */
  readonly key: string;
  readonly sha256: string;
  readonly cacheControl: string;
}

/** The objects under a prefix of an S3-compatible bucket. Its methods throw BUCKET_UNREACHABLE or BUCKET_REJECTED. */
export class Bucket {
  readonly #client: S3mini;
  readonly #url: string;
  readonly #prefix: string;

  constructor({ url, ...keys }: BucketAccess) {
    const { origin, pathname } = new URL(url);
    const [bucket = '', ...prefix] = pathname.split('/').filter((part) => part !== '');
    this.#url = url;
    this.#prefix = prefix.map((part) => `${decodeURIComponent(part)}/`).join('');
    this.#client = new S3mini({ ...keys, endpoint: `${origin}/${bucket}`, requestAbortTimeout: REQUEST_TIMEOUT_MS });
  }

  /** The SHA-256 in the metadata of an object: '' without this metadata, null without the object. */
  checksumOf(key: string): Promise<string | null> {
    return this.#unlessAbsent(async () => {
      // Read the first byte: s3mini does not return the headers of a HEAD. No file of a release is empty.
      const response = await this.#client.getObjectRaw(this.#prefix + key, false, 0, 1);
      await response.arrayBuffer();
      return response.headers.get(CHECKSUM_HEADER) ?? '';
    });
  }

  /** The text of an object; null if it does not exist. */
  textOf(key: string): Promise<string | null> {
    // getObject does not distinguish a missing bucket from a missing object.
    return this.#unlessAbsent(async () => (await this.#client.getObjectRaw(this.#prefix + key)).text());
  }

  async textsOf(keys: readonly string[]): Promise<(string | null)[]> {
    const texts = new Map<string, string | null>();
    await concurrently(keys, async (key) => void texts.set(key, await this.textOf(key)), SMALL_OBJECTS_AT_ONCE);
    return keys.map((key) => texts.get(key) ?? null);
  }

  /**
   * Streams an object to a new file.
   * @returns its size and checksums; null if the object does not exist.
   */
  download(key: string, path: string, modified: Date): Promise<FileDigest | null> {
    return this.#unlessAbsent(async () => {
      const response = await this.#client.getObjectRaw(this.#prefix + key);
      // A previous attempt may have left a partial file.
      await rm(path, { force: true });
      return withOutputFile(path, modified, async (file) => {
        for await (const piece of response.body ?? []) await file.write(piece);
        return file.finish();
      });
    });
  }

  async keys(): Promise<string[]> {
    const objects = await this.#retried(() => this.#client.listObjects('/', this.#prefix));
    return (objects ?? []).map(({ Key }) => Key.slice(this.#prefix.length));
  }

  /** Uploads a file, in parts of 16 MiB if it is larger, with one part in memory at a time. Returns its size in bytes. */
  async put(path: string, { key, sha256, cacheControl }: StoredFile): Promise<number> {
    const file = await openAsBlob(path);
    const fullKey = this.#prefix + key;
    const headers = headersOf(sha256, cacheControl);
    if (file.size > PART_BYTES) await this.#putInParts(file, fullKey, headers);
    else await this.#putWhole(await file.arrayBuffer(), fullKey, headers);
    return file.size;
  }

  async putText(text: string, { key, sha256, cacheControl }: StoredFile): Promise<number> {
    const bytes = Buffer.from(text);
    await this.#putWhole(bytes, this.#prefix + key, headersOf(sha256, cacheControl));
    return bytes.length;
  }

  async remove(key: string): Promise<void> {
    await this.#retried(() => this.#client.deleteObject(this.#prefix + key));
  }

  async #putWhole(bytes: ArrayBuffer | Buffer, key: string, headers: Headers): Promise<void> {
    await this.#retried(() =>
      this.#client.putObject(key, bytes, contentType(key), undefined, headers, bytes.byteLength),
    );
  }

  async #putInParts(file: Blob, key: string, headers: Headers): Promise<void> {
    const client = this.#client;
    const type = contentType(key);
    const upload = await this.#retried(() => client.getMultipartUploadId(key, type, undefined, headers));
    try {
      const parts: UploadPart[] = [];
      for (let at = 0; at < file.size; at += PART_BYTES) {
        const bytes = await file.slice(at, at + PART_BYTES).arrayBuffer();
        parts.push(await this.#retried(() => client.uploadPart(key, upload, bytes, at / PART_BYTES + 1)));
      }
      await this.#retried(() => client.completeMultipartUpload(key, upload, parts));
    } catch (error) {
      // Throw the first error. The lifecycle rules of the bucket remove parts that can't be removed now.
      await client.abortMultipartUpload(key, upload).catch(() => undefined);
      throw error;
    }
  }

  #unlessAbsent<R>(call: () => Promise<R>): Promise<R | null> {
    return this.#retried(async () => {
      try {
        return await call();
      } catch (error) {
        if (isMissingObject(error)) return null;
        throw error;
      }
    });
  }

  #retried<R>(call: () => Promise<R>): Promise<R> {
    return withRetries(this.#url, call);
  }
}

const REQUEST_TIMEOUT_MS = 120_000;
const PART_BYTES = 16 * 1024 * 1024;
const CHECKSUM_HEADER = 'x-amz-meta-sha256';

type Headers = Readonly<{ [CHECKSUM_HEADER]: string; 'cache-control': string }>;

function headersOf(sha256: string, cacheControl: string): Headers {
  return { [CHECKSUM_HEADER]: sha256, 'cache-control': cacheControl };
}

/** Runs `work` on every item, at most `limit` at a time. Most files are small, so the round trips take most of the time. */
export async function concurrently<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  limit = FILES_AT_ONCE,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}

const FILES_AT_ONCE = 4;
const SMALL_OBJECTS_AT_ONCE = 16;

type BucketSettings = Pick<
  Settings,
  'exportsBucketUrl' | 'exportsBucketRegion' | 'awsAccessKeyId' | 'awsSecretAccessKey'
>;

/** The bucket of the settings; null if EXPORTS_BUCKET_URL is not set. Throws BUCKET_KEYS_MISSING if its keys are not set. */
export function openBucket(settings: BucketSettings): Bucket | null {
  const { exportsBucketUrl: url, exportsBucketRegion: region, awsAccessKeyId, awsSecretAccessKey } = settings;
  if (url === null) return null;
  const missing = [
    ...(awsAccessKeyId === null ? ['AWS_ACCESS_KEY_ID'] : []),
    ...(awsSecretAccessKey === null ? ['AWS_SECRET_ACCESS_KEY'] : []),
  ];
  if (awsAccessKeyId === null || awsSecretAccessKey === null) return fail(BUCKET_KEYS_MISSING, { url, missing });
  return new Bucket({ url, region, accessKeyId: awsAccessKeyId, secretAccessKey: awsSecretAccessKey });
}
