import { defineError } from '../errors/errors.ts';
import { excerpt, shortened } from '../values/text.ts';

export const RELEASE_INDEX_INVALID = defineError({
  code: 'RELEASE_INDEX_INVALID',
  status: 500,
  meaning: 'The index of the releases cannot be parsed.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} can't be used: ${facts.problem}. Move the file away; the next export writes a new one.`,
});

export const BUCKET_KEYS_MISSING = defineError({
  code: 'BUCKET_KEYS_MISSING',
  status: 500,
  meaning: 'EXPORTS_BUCKET_URL is set without the keys of the bucket.',
  sentence: (facts: { url: string; missing: readonly string[] }) =>
    `EXPORTS_BUCKET_URL=${facts.url} also needs ${facts.missing.join(' and ')}. Set them, or unset EXPORTS_BUCKET_URL. Nothing was written.`,
});

export const BUCKET_REJECTED = defineError({
  code: 'BUCKET_REJECTED',
  status: 500,
  meaning: 'The bucket of the releases rejects a request.',
  sentence: (facts: { url: string; problem: string }) =>
    `The bucket ${facts.url} rejects the request: ${facts.problem}. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, EXPORTS_BUCKET_REGION and the rights of the key, then run the command again. The releases in EXPORTS_DIR are complete.`,
});

export const BUCKET_UNREACHABLE = defineError({
  code: 'BUCKET_UNREACHABLE',
  status: 503,
  meaning: 'The bucket of the releases cannot be reached, or does not exist.',
  sentence: (facts: { url: string; problem: string }) =>
    `The bucket ${facts.url} can't be reached: ${facts.problem}. Check EXPORTS_BUCKET_URL, then run the command again. The releases in EXPORTS_DIR are complete.`,
});

export const BUCKET_RELEASE_DAMAGED = defineError({
  code: 'BUCKET_RELEASE_DAMAGED',
  status: 500,
  meaning: 'A release in the bucket does not have the checksums that its SHA256SUMS lists.',
  sentence: (facts: { key: string }) =>
    `The object ${facts.key} of the bucket does not match the SHA256SUMS of its release. If an erasure was interrupted, run it again on the same machine. Otherwise restore the object, or remove the release from the bucket. Nothing was changed.`,
});

export const BUCKET_BUSY = defineError({
  code: 'BUCKET_BUSY',
  status: 503,
  meaning: 'Another process has been writing releases to the bucket for ten minutes.',
  sentence: () =>
    'Another process has been writing releases to the bucket for 10 minutes. Run the command again later.',
});

export const PUBLICATION_NOT_CONFIGURED = defineError({
  code: 'PUBLICATION_NOT_CONFIGURED',
  status: 500,
  meaning: 'A setting that publishing needs is not set.',
  sentence: (facts: { setting: string }) =>
    `${facts.setting} is not set. Set DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION to publish.`,
});

export const RELEASE_CODE_UNLABELLED = defineError({
  code: 'RELEASE_CODE_UNLABELLED',
  status: 422,
  meaning: 'The register has codes of a source without a label: reusers of the files could not understand them.',
  sentence: ({ places }: { places: readonly string[] }) =>
    `These codes have no label: ${places.map((place) => shortened(place, 160)).join(', ')}. No release was created. Correct them in the source and import it again, or add their labels to the lists of the program. registre export --allow-unlabelled releases them without an explanation.`,
});

export const RELEASE_UNKNOWN = defineError({
  code: 'RELEASE_UNKNOWN',
  status: 404,
  meaning: 'No complete release has the given name.',
  sentence: (facts: { name: string }) =>
    `There is no release ${excerpt(facts.name, 80)}. Give a name that index.json lists, such as 2026-11-23T18-00-00Z-v42, or latest.`,
});

export const RELEASE_UNREADABLE = defineError({
  code: 'RELEASE_UNREADABLE',
  status: 422,
  meaning: 'Another version of the software wrote the release, and this version cannot compare it.',
  sentence: (facts: { name: string }) =>
    `The release ${facts.name} was written by another version of the software, which this one can't read. Compare a later release.`,
});

export const COMPARISONS_BUSY = defineError({
  code: 'COMPARISONS_BUSY',
  status: 503,
  meaning: 'The server already compares as many releases as it may at a time.',
  sentence: () => 'The server is comparing other releases. Try again in a few seconds.',
});

export const RELEASE_EMPTY = defineError({
  code: 'RELEASE_EMPTY',
  status: 422,
  meaning: 'The register is empty: its release would replace published data by files without rows.',
  sentence: (facts: { what: string; option: string }) =>
    `${facts.what} is that of an empty register (version 0). Load data first, with registre migrate or registre import, or add ${facts.option}.`,
});

export const PUBLICATION_HELD = defineError({
  code: 'PUBLICATION_HELD',
  status: 422,
  meaning:
    'The release would remove published data, or is older than the published one. It is held until someone accepts this.',
  sentence: (facts: { reasons: readonly string[] }) =>
    `The release is held, and nothing is written. If the changes above are right, add --accept ${facts.reasons.join(',')}.`,
});

export const PUBLICATION_NOTHING_RELEASED = defineError({
  code: 'PUBLICATION_NOTHING_RELEASED',
  status: 422,
  meaning: 'There is no release to publish.',
  sentence: (facts: { directory: string }) => `${facts.directory} contains no release. Run registre export first.`,
});

export const PUBLICATION_RELEASE_UNKNOWN = defineError({
  code: 'PUBLICATION_RELEASE_UNKNOWN',
  status: 422,
  meaning: 'The release of --release does not exist.',
  sentence: (facts: { release: string; known: readonly string[] }) =>
    `There is no release ${facts.release}. The newest ones are: ${facts.known.join(', ')}. Nothing was published.`,
});

export const PUBLICATION_DATASET_INVALID = defineError({
  code: 'PUBLICATION_DATASET_INVALID',
  status: 500,
  meaning: 'A release.json or dataset.json of the release is missing or invalid.',
  sentence: (facts: { file: string; problem: string }) =>
    `${facts.file} is invalid: ${facts.problem}. Nothing was published. Run registre export again.`,
});

export const PUBLICATION_DATASET_UNKNOWN = defineError({
  code: 'PUBLICATION_DATASET_UNKNOWN',
  status: 422,
  meaning: 'A dataset that an option of registre publish names is not in the release.',
  sentence: (facts: { dataset: string; known: string }) =>
    `The release has no dataset ${facts.dataset}. Its datasets are: ${facts.known}.`,
});

export const PUBLICATION_LEASE_LOST = defineError({
  code: 'PUBLICATION_LEASE_LOST',
  status: 409,
  meaning: 'The lease of the publication expired, because its process was paused.',
  sentence: () =>
    'The lease of this publication expired, because its process was paused. Run registre publish again to continue.',
});

export const PUBLICATION_STOPPED = defineError({
  code: 'PUBLICATION_STOPPED',
  status: 503,
  meaning: 'The publication was stopped by a signal.',
  sentence: () => 'The publication was stopped by a signal. Run registre publish again to continue.',
});

export const RECEIPT_WITHOUT_PUBLICATION = defineError({
  code: 'RECEIPT_WITHOUT_PUBLICATION',
  status: 422,
  meaning: 'The register has published nothing to the platform, so there is no receipt to ask for.',
  sentence: (facts: { url: string }) => `No publication to ${facts.url} has ended. Run registre publish first.`,
});

export const RECEIPT_WITHOUT_RELEASE = defineError({
  code: 'RECEIPT_WITHOUT_RELEASE',
  status: 422,
  meaning: 'The published release is not in the directory of the releases, so there is nothing to compare with.',
  sentence: (facts: { release: string; directory: string }) =>
    `${facts.directory} does not contain the release ${facts.release}, which was published last. Set EXPORTS_DIR to the directory that has it, or run registre publish again.`,
});

export const DATAGOUV_KEY_REJECTED = defineError({
  code: 'DATAGOUV_KEY_REJECTED',
  status: 500,
  meaning: 'The open-data platform rejects the API key.',
  sentence: (facts: { url: string; problem: string }) =>
    `${facts.url} rejects the API key: ${facts.problem}. Set DATAGOUV_API_KEY to a valid key of this platform.`,
});

export const DATAGOUV_ORGANIZATION_REJECTED = defineError({
  code: 'DATAGOUV_ORGANIZATION_REJECTED',
  status: 500,
  meaning: 'The user of the API key cannot publish for the organization.',
  sentence: (facts: { url: string; organization: string; problem: string }) =>
    `The API key can't publish for DATAGOUV_ORGANIZATION=${facts.organization} at ${facts.url}: ${facts.problem}. Give this user the role editor or admin there, or set another organization.`,
});

export const DATAGOUV_REDIRECTED = defineError({
  code: 'DATAGOUV_REDIRECTED',
  status: 500,
  meaning: 'The open-data platform redirects to another origin, to which the API key must not be sent.',
  sentence: (facts: { url: string; location: string }) =>
    `${facts.url} redirects to ${facts.location}. The API key was not sent there. If this address is the right one, set DATAGOUV_URL to it.`,
});

export const DATAGOUV_UNREACHABLE = defineError({
  code: 'DATAGOUV_UNREACHABLE',
  status: 503,
  meaning: 'The open-data platform cannot be reached.',
  sentence: (facts: { url: string; problem: string }) =>
    `${facts.url} can't be reached: ${facts.problem}. Nothing was published. Run registre publish again later.`,
});
