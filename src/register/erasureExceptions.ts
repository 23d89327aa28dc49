/**
 * The exceptions to the general rules of `registre erase`. The general rules apply to every text column of the database
 * catalogue, so a new table needs no entry here.
 */
export const ERASURE_EXCEPTIONS = {
  /** Tables whose row is deleted if its URL must be erased: a link without a URL is useless. */
  deletedWithAddress: ['startup_link'],
  /** Tables whose row is deleted if any text of it must be erased: the key of a document is the hash of its text, and another former slug leads nowhere. */
  deletedWithText: ['document', 'entity_former_slug', 'service_former_slug', 'startup_former_slug'],
  /** Columns of digests, which may contain an erased word by chance. Other digests have a CHECK constraint. */
  digests: ['source_record.fingerprint', 'register.member_key_check', 'register.token_key_check'],
  /** Tables that an erasure does not search. It computes the counts again from the erased rows. */
  untouched: ['migration', 'erasure_record', 'startup_count'],
  /** Tables whose slugs an erasure replaces instead of removing. */
  slugs: ['entity', 'mission', 'service', 'startup', 'theme'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
