import { defineError } from '../errors/errors.ts';

export const RELEASE_INDEX_INVALID = defineError({
  code: 'RELEASE_INDEX_INVALID',
  status: 500,
  meaning: 'The index of the releases is not one that the register wrote.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} can't be used (${facts.problem}): move it away, and the next export writes a new one.`,
});

export const BUCKET_KEYS_MISSING = defineError({
  code: 'BUCKET_KEYS_MISSING',
  status: 500,
  meaning: 'A bucket for the releases is set, and no key to it.',
  sentence: (facts: { url: string; missing: readonly string[] }) =>
    `EXPORTS_BUCKET_URL=${facts.url} can't be written to without ${facts.missing.join(' and ')}: set them, or unset EXPORTS_BUCKET_URL. Nothing was done.`,
});

export const BUCKET_REFUSED = defineError({
  code: 'BUCKET_REFUSED',
  status: 500,
  meaning: 'The bucket for the releases does not accept what it is asked.',
  sentence: (facts: { url: string; problem: string }) =>
    `The bucket ${facts.url} refuses (${facts.problem}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, EXPORTS_BUCKET_REGION and what the key may do. The releases in EXPORTS_DIR are whole: run the command again.`,
});

export const BUCKET_UNREACHABLE = defineError({
  code: 'BUCKET_UNREACHABLE',
  status: 503,
  meaning: 'The bucket for the releases does not answer, or is not there.',
  sentence: (facts: { url: string; problem: string }) =>
    `The bucket ${facts.url} can't be reached (${facts.problem}): check EXPORTS_BUCKET_URL. The releases in EXPORTS_DIR are whole: run the command again.`,
});

export const BUCKET_RELEASE_DAMAGED = defineError({
  code: 'BUCKET_RELEASE_DAMAGED',
  status: 500,
  meaning: 'A release in the bucket does not have the checksums that its SHA256SUMS lists.',
  sentence: (facts: { key: string }) =>
    `${facts.key} in the bucket does not match the SHA256SUMS of its release. If an erasure was interrupted, run it again on the same machine; otherwise restore the object, or remove the release from the bucket. Nothing was changed.`,
});

export const BUCKET_BUSY = defineError({
  code: 'BUCKET_BUSY',
  status: 503,
  meaning: 'Another process has been writing releases to the bucket for ten minutes.',
  sentence: () => 'Another process has been writing releases to the bucket for ten minutes: try again later.',
});

export const PUBLICATION_NOT_CONFIGURED = defineError({
  code: 'PUBLICATION_NOT_CONFIGURED',
  status: 500,
  meaning: 'A setting that publishing needs is not set.',
  sentence: (facts: { setting: string }) =>
    `${facts.setting} is not set: publishing needs DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION.`,
});

export const PUBLICATION_NOTHING_RELEASED = defineError({
  code: 'PUBLICATION_NOTHING_RELEASED',
  status: 422,
  meaning: 'There is no release to publish.',
  sentence: (facts: { directory: string }) => `${facts.directory} holds no release: run registre export first.`,
});

export const PUBLICATION_DATASET_INVALID = defineError({
  code: 'PUBLICATION_DATASET_INVALID',
  status: 500,
  meaning: 'What a release says of a dataset to publish cannot be used.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} can't be published (${facts.problem}); nothing was written. Run registre export again.`,
});

export const PUBLICATION_DATASET_UNKNOWN = defineError({
  code: 'PUBLICATION_DATASET_UNKNOWN',
  status: 422,
  meaning: 'The dataset asked for is not in the release.',
  sentence: (facts: { dataset: string; known: string }) =>
    `the release has no dataset ${facts.dataset}: it has ${facts.known}.`,
});

export const PUBLICATION_LEASE_LOST = defineError({
  code: 'PUBLICATION_LEASE_LOST',
  status: 409,
  meaning: 'The publisher slept for longer than its right to publish lasted.',
  sentence: () => 'this publication was paused for too long and may not write any more: run it again.',
});

export const PUBLICATION_STOPPED = defineError({
  code: 'PUBLICATION_STOPPED',
  status: 503,
  meaning: 'The publication was asked to stop.',
  sentence: () => 'the publication was stopped: run it again, and it goes on.',
});

export const DATAGOUV_KEY_REFUSED = defineError({
  code: 'DATAGOUV_KEY_REFUSED',
  status: 500,
  meaning: 'The platform of open data does not accept the key.',
  sentence: (facts: { url: string; problem: string }) =>
    `${facts.url} does not accept the key (${facts.problem}): set DATAGOUV_API_KEY to one that is valid there.`,
});

export const DATAGOUV_ORGANIZATION_REFUSED = defineError({
  code: 'DATAGOUV_ORGANIZATION_REFUSED',
  status: 500,
  meaning: 'The key cannot publish for the organization.',
  sentence: (facts: { url: string; organization: string; problem: string }) =>
    `DATAGOUV_ORGANIZATION=${facts.organization} can't be published for at ${facts.url}: ${facts.problem}.`,
});

export const DATAGOUV_REDIRECTED = defineError({
  code: 'DATAGOUV_REDIRECTED',
  status: 500,
  meaning: 'The platform of open data sends elsewhere, where the key must not go.',
  sentence: (facts: { url: string; location: string }) =>
    `${facts.url} redirects to ${facts.location}, where the key was not sent: set DATAGOUV_URL to that address if it is the right one.`,
});

export const DATAGOUV_UNREACHABLE = defineError({
  code: 'DATAGOUV_UNREACHABLE',
  status: 503,
  meaning: 'The platform of open data does not answer.',
  sentence: (facts: { url: string; problem: string }) =>
    `${facts.url} can't be reached (${facts.problem}); nothing was written: run it again later.`,
});
