/**
 * Where the general rules of `registre erase` do not fit. They apply to every column that can hold words, as the catalogue
 * of the database lists them, so that a table that is added later is looked into without being named here.
 */
export const ERASURE_EXCEPTIONS = {
  /** Tables whose row is deleted when its address must be erased: a link without its URL links to nothing. */
  deletedWithAddress: ['startup_link'],
  /** Tables whose row is deleted with any text: a document is found by the hash of its text. */
  deletedWithText: ['document'],
  /** Columns of digests without a CHECK: letters by chance. */
  digests: ['source_record.fingerprint', 'register.member_key_check', 'register.token_key_check'],
  /** Tables that are never looked into. */
  untouched: ['migration', 'erasure_record'],
  /** Tables whose slugs an erasure replaces. */
  slugs: ['entity', 'mission', 'service', 'startup', 'theme'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
