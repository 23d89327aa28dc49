import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE, LICENCE } from '../catalogue.ts';
import { filesOf, type Manifest, type ManifestDataset, type ManifestTable } from '../exportsDirectory/manifest.ts';
import { PUBLIC_DIRECTORY, prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { CHECKSUMS, checksumsText, type IntactRelease, MANIFEST } from '../exportsDirectory/releaseFiles.ts';
import { writeChanges } from '../releaseDiff/writeChanges.ts';
import type { ReleaseIdentity, Snapshot } from './snapshot.ts';
import { temporalCoverage } from './toDatasetJson.ts';
import { writeCatalogues } from './writeCatalogues.ts';
import { writeDatasetDocuments } from './writeDatasetDocuments.ts';
import { writeTable } from './writeTable.ts';

/** A release whose tables are written: nothing else of it is read from the register. */
export interface DraftRelease {
  readonly name: string;
  readonly root: string;
  readonly identity: ReleaseIdentity;
  readonly modified: Date;
  /** By the slug of their dataset. */
  readonly tables: ReadonlyMap<string, readonly ManifestTable[]>;
}

export type OnStep = (what: string) => void;

/** Writes the tables of every dataset of the catalogue in the directory of a draft, which must not exist. */
export async function writeTables(
  snapshot: Snapshot,
  draft: Omit<DraftRelease, 'tables'>,
  onStep: OnStep,
): Promise<DraftRelease> {
  const { root, modified, identity } = draft;
  const tables = new Map<string, ManifestTable[]>();
  const { referenceDay } = identity;
  await mkdir(root, PUBLIC_DIRECTORY);
  for (const dataset of CATALOGUE) {
    const written: ManifestTable[] = [];
    tables.set(dataset.slug, written);
    await mkdir(join(root, dataset.slug), PUBLIC_DIRECTORY);
    for (const table of dataset.tables) {
      written.push(await writeTable(snapshot, table, { root, folder: dataset.slug, referenceDay, modified }));
      onStep(`${dataset.slug}/${table.name}`);
    }
  }
  return { ...draft, tables };
}

/** Writes all that goes with the tables, and makes sure that the disk holds it. */
export async function completeRelease(
  { name, root, identity, modified, tables }: DraftRelease,
  { exports, publicUrl, before }: { exports: string; publicUrl: string; before: IntactRelease | null },
  onStep: OnStep,
): Promise<IntactRelease> {
  const { version, instant, referenceDay, definitionsHash: fingerprint } = identity;
  const now = { root, modified, version, referenceDay, tables: [...tables.values()].flat() };
  const changes = before && (await writeChanges(exports, before, now));
  onStep('changements');
  const datasets: ManifestDataset[] = [];
  for (const dataset of CATALOGUE) {
    const { slug, title, description, summary, frequency, keywords } = dataset;
    const written = [...(tables.get(slug) ?? [])];
    const temporal = temporalCoverage(written, referenceDay);
    const facts = { publicUrl, temporal, hasChanges: changes !== null };
    const documents = await writeDatasetDocuments(root, modified, dataset, written, facts);
    const entry = { slug, title, description, summary, licence: LICENCE.datagouv, frequency, keywords: [...keywords] };
    datasets.push({ ...entry, tables: written, documents });
  }
  const previous = before && { name: before.name, version: before.manifest.version, changes: changes?.count ?? 0 };
  const documents = changes?.documents ?? [];
  const described = { version, referenceDay, previous, datasets, publicUrl, modified, documents };
  const catalogues = await writeCatalogues(root, described);
  const manifest: Manifest = {
    version,
    instant: instant.toISOString(),
    referenceDay,
    fingerprint,
    licence: { ...LICENCE },
    previous,
    datasets,
    documents: [...documents, ...catalogues],
  };
  const totals = await writeManifestAndChecksums(root, manifest, modified);
  onStep('SHA256SUMS');
  return { name, manifest, ...totals };
}

async function writeManifestAndChecksums(
  root: string,
  manifest: Manifest,
  modified: Date,
): Promise<{ bytes: number; sha256: string }> {
  const text = prettyJson(manifest);
  const file = { path: MANIFEST, ...(await writeTextFile(join(root, MANIFEST), text, modified)) };
  const files = [file, ...filesOf(manifest)];
  const sums = checksumsText(files.map(({ path, sha256 }) => [path, sha256]));
  const summed = await writeTextFile(join(root, CHECKSUMS), sums, modified);
  await syncDirectory(root);
  return { bytes: files.reduce((all, { bytes }) => all + bytes, summed.bytes), sha256: summed.sha256 };
}
