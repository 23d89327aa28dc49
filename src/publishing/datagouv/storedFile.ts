import { createHash } from 'node:crypto';
import type { Fetch } from './transport.ts';

/** What lies behind an address, read through and forgotten. */
export interface StoredFile {
  readonly sha1: string;
  readonly bytes: number;
}

/**
 * Reads a published file as anyone would, to see that its bytes are the ones sent. Without the key: files are served
 * by another host. Null when it can't be had now.
 */
export async function storedFile(fetch: Fetch, address: string, timeoutMs: number): Promise<StoredFile | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(address, { redirect: 'follow', signal, headers: { 'Cache-Control': 'no-cache' } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return null;
    }
    const hash = createHash('sha1');
    let bytes = 0;
    for await (const piece of response.body) {
      hash.update(piece);
      bytes += piece.length;
    }
    return { sha1: hash.digest('hex'), bytes };
  } catch {
    // To be verified is not to be published: whoever asked says so, and nothing else depends on it.
    return null;
  }
}
