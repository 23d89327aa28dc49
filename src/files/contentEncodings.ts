/** The supported content encodings of responses, the preferred first. */
export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The minimum size of a body to compress. A smaller body fits in one packet. */
export const MIN_COMPRESSED_BYTES = 1_000;
