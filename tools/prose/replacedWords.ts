/** Words that this project does not use, and the standard terms that replace them. */
export interface ReplacedWord {
  /** Matched against text whose camelCase and snake_case names are split into words. */
  readonly pattern: RegExp;
  /** The standard terms, for the message of the linter. */
  readonly use: string;
}

/** Each entry replaces a word that newcomers had to guess. `checkProse.ts` reports every occurrence. */
export const REPLACED_WORDS: readonly ReplacedWord[] = [
  { pattern: /\bkept (?:answers?|responses?|quer(?:y|ies)|statements?)\b/i, use: 'response cache, cached, recorded' },
  { pattern: /\bkept documents?\b/i, use: 'persisted document' },
  { pattern: /\baskers?\b/i, use: 'client' },
  { pattern: /\bask(?:ed|s|ing)\b/i, use: 'requested, requires, called, queried' },
  { pattern: /\b(?:an?|the|each|every|one|this|that) questions?\b/i, use: 'request, query' },
  { pattern: /\bquestion of\b/i, use: 'cache key' },
  { pattern: /\b(?:told|tells?|telling)\b/i, use: 'logged, reported, returned, notified, recorded' },
  { pattern: /\b(?:is|are|was|were|be|been|as|if not|unless) said\b/i, use: 'stated, given; "default: …"' },
  { pattern: /\b(?:wears?|wearing|worn)\b/i, use: 'has, is annotated with' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, use: 'repaired, fixed' },
  { pattern: /\bpatience\b/i, use: 'retry policy' },
  { pattern: /\b(?:reckon(?:s|ed|ing)?|worked out)\b/i, use: 'computed, estimated' },
  { pattern: /\bdear(?:er|est|ly)?\b/i, use: 'expensive, pessimistic' },
  { pattern: /\btombstones?\b/i, use: 'erasure record' },
  { pattern: /\bholdings\b/i, use: 'counts' },
  { pattern: /\b(?:furniture|the trade|the house|rooms?)\b/i, use: 'structure, domain, project, module' },
  { pattern: /\brehears(?:e|es|ed|al)\b/i, use: 'dry run' },
  { pattern: /\blong way\b/i, use: 'Apollo path, full pipeline' },
  { pattern: /\bway back\b/i, use: 'inverse, rollback' },
  { pattern: /\b(?:for|to|of|by|with) who\b/i, use: 'a noun: operator, client, maintainer' },
  {
    pattern: /\bwho (?:asks?|keeps?|attacks?|calls?|reads?|runs?|writes?|publishes)\b/i,
    use: 'operator, attacker, client',
  },
  { pattern: /\b(?:nobody|somebody|whoever)\b/i, use: 'a noun: no client, another process' },
  { pattern: /\bmoments?\b/i, use: 'snapshot, instant, read transaction' },
  { pattern: /\bbeside\b/i, use: 'next to, in addition to; read replica' },
  { pattern: /\bstamps?\b/i, use: 'version token' },
  { pattern: /\bsaw\b/i, use: 'observed, read' },
  { pattern: /\bdoubt(?:s|ed|ful)?\b/i, use: 'stale, unknown' },
  { pattern: /\b(?:learnt|lent|openly)\b/i, use: 'added to the cache, supplied by the caller, by resolvers only' },
  { pattern: /\bcarr(?:y|ies|ied|ying) out\b/i, use: 'execute, run' },
  { pattern: /\bcarried\b/i, use: 'remote command, sent' },
  { pattern: /\brefus(?:al|als|e|ed|es|ing)\b/i, use: 'reject, error' },
  { pattern: /\b(?:notebook|emptiness|tally)\b/i, use: 'findings collector, isNull filter, grouped counts' },
  { pattern: /\bforgotten\b/i, use: 'erased, search terms' },
  { pattern: /\bmelt\b/i, use: 'merge' },
  { pattern: /\bfor ever\b/i, use: 'immutable, without expiry' },
  { pattern: /\bcomes? and goes?\b/i, use: 'is created and deleted' },
];
