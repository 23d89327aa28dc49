import type { Pool } from 'pg';
import { readVersionToken } from '../../register/versionWatch/versionToken.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql } from '../../sql/sql.ts';

/** Computes a value from the whole register, and caches it until the register changes. */
export function versionedCache<T>(pool: Pool, compute: () => Promise<T>): () => Promise<T> {
  let cached: { readonly versionToken: string; readonly value: Promise<T> } | null = null;
  return async () => {
    const versionToken = await readVersionToken(pool);
    if (cached?.versionToken === versionToken) return cached.value;
    const entry = { versionToken, value: compute() };
    cached = entry;
    // The current caller receives the error. The next one computes the value again.
    entry.value.catch(() => {
      if (cached === entry) cached = null;
    });
    return entry.value;
  };
}

/** The instant of the last change of the register. It includes erasures, which may change rows without a new version. */
export async function changedAtOf(reader: Reader): Promise<Date> {
  const [found] = await reader.rows<{ changedAt: Date }>(
    sql`SELECT greatest(updated_at, (SELECT max(erased_at) FROM erasure_record)) AS "changedAt" FROM register`,
  );
  if (!found) throw new Error('the register has no version');
  return found.changedAt;
}
