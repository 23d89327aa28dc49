import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { inExportsDirectory } from '../files/exportsDirectory.ts';
import { INDEX, indexText, type ListedRelease, readIndex, releasesIn } from '../files/releaseIndex.ts';
import { byAge } from '../files/releaseName.ts';
import { LATEST, latestName, readIfThere, releaseNames, SUMS } from '../files/releases.ts';
import { FOR_EVER, MOVING } from '../files/servedAs.ts';
import type { Bucket } from './Bucket.ts';
import type { Sent } from './sendFolder.ts';
import { sendFolder } from './sendFolder.ts';

type Tell = (what: string, done: number, total: number) => void;

/**
 * Brings a bucket to what the exports directory holds. What is there already is not sent again, so that what stopped on
 * the way goes on. A release has its sums last, `latest` and the index come after it: they never lead to what is missing.
 */
export function sendReleases(directory: string, bucket: Bucket, tell: Tell = () => undefined): Promise<Sent> {
  return inExportsDirectory(directory, async () => {
    const names = (await releaseNames(directory)).sort(byAge);
    const elsewhere = await releasesElsewhere(bucket, names);
    const sent: Sent = { objects: 0, removed: 0, bytes: 0, elsewhere: elsewhere.map(({ name }) => name) };
    const send = async (name: string, folder: string, cacheControl: string) => {
      const sums = await readIfThere(join(directory, name, SUMS));
      await sendFolder(bucket, { folder, cacheControl, sums }, sent, (path, stored) =>
        bucket.put(join(directory, name, path), stored),
      );
    };
    for (const [at, name] of names.entries()) {
      tell(`sending ${name}`, at, names.length + 1);
      await send(name, name, FOR_EVER);
    }
    const latest = await latestName(directory);
    if (latest !== null) {
      tell(`sending ${LATEST}`, names.length, names.length + 1);
      // A bucket has no links: the files of `latest` are sent a second time.
      await send(latest, LATEST, MOVING);
    }
    if (names.length > 0) await sendIndex(bucket, [...(await readIndex(directory)), ...elsewhere], sent);
    return sent;
  });
}

/** What the index of the bucket lists and the directory does not have, as long as the bucket has it. */
async function releasesElsewhere(bucket: Bucket, names: readonly string[]): Promise<ListedRelease[]> {
  const text = await bucket.textOf(INDEX);
  const listed = text === null ? [] : releasesIn(text, `${INDEX} of the bucket`);
  const elsewhere: ListedRelease[] = [];
  for (const release of listed) {
    const isOurs = names.includes(release.name);
    if (!isOurs && (await bucket.sumOf(`${release.name}/${SUMS}`)) !== null) elsewhere.push(release);
  }
  return elsewhere.sort((a, b) => byAge(a.name, b.name));
}

async function sendIndex(bucket: Bucket, releases: readonly ListedRelease[], sent: Sent): Promise<void> {
  const text = indexText(releases);
  const sha256 = createHash('sha256').update(text).digest('hex');
  if ((await bucket.sumOf(INDEX)) === sha256) return;
  sent.bytes += await bucket.putText(text, { key: INDEX, sha256, cacheControl: MOVING });
  sent.objects++;
}
