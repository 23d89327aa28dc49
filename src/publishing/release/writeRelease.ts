import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE, LICENCE } from '../catalogue.ts';
import { writeChanges } from '../changes/writeChanges.ts';
import type { Manifest, ManifestDataset, ManifestTable } from '../files/manifest.ts';
import { filesOf } from '../files/manifest.ts';
import { PUBLIC_DIRECTORY, syncDirectory, writeWhole } from '../files/outputFile.ts';
import type { IntactRelease } from '../files/releases.ts';
import { MANIFEST, SUMS, sumsText } from '../files/releases.ts';
import { temporalOf } from './datasetJson.ts';
import type { Moment } from './moment.ts';
import type { Snapshot } from './snapshot.ts';
import { writeCatalogues } from './writeCatalogues.ts';
import { writeDatasetDocuments } from './writeDatasetDocuments.ts';
import { writeTable } from './writeTable.ts';

/** A release whose tables are written: nothing else of it is read from the register. */
export interface Draft {
  readonly root: string;
  readonly moment: Moment;
  readonly modified: Date;
  /** By the slug of their dataset. */
  readonly tables: ReadonlyMap<string, readonly ManifestTable[]>;
}

/** Writes the tables of every dataset of the catalogue in `root`, which must be new. */
export async function writeTables(
  snapshot: Snapshot,
  root: string,
  moment: Moment,
  modified: Date,
  tell: (what: string) => void,
): Promise<Draft> {
  const tables = new Map<string, ManifestTable[]>();
  const { referenceDay } = moment;
  await mkdir(root, PUBLIC_DIRECTORY);
  for (const dataset of CATALOGUE) {
    const written: ManifestTable[] = [];
    tables.set(dataset.slug, written);
    await mkdir(join(root, dataset.slug), PUBLIC_DIRECTORY);
    for (const table of dataset.tables) {
      written.push(await writeTable(snapshot, table, { root, folder: dataset.slug, referenceDay, modified }));
      tell(`${dataset.slug}/${table.name}`);
    }
  }
  return { root, moment, modified, tables };
}

/** Where a release is going to be, and the one before it there. */
export interface Place {
  readonly exports: string;
  readonly publicUrl: string;
  readonly before: IntactRelease | null;
}

/** Writes all that goes with the tables, and makes sure that the disk holds it. */
export async function completeRelease(
  { root, moment, modified, tables }: Draft,
  { exports, publicUrl, before }: Place,
  tell: (what: string) => void,
): Promise<Omit<IntactRelease, 'name'>> {
  const { version, instant, referenceDay, fingerprint } = moment;
  const now = { root, modified, version, referenceDay, tables: [...tables.values()].flat() };
  const changes = before && (await writeChanges(exports, before, now));
  tell('changements');
  const datasets: ManifestDataset[] = [];
  for (const dataset of CATALOGUE) {
    const { slug, title, description, summary, frequency, keywords } = dataset;
    const written = [...(tables.get(slug) ?? [])];
    const temporal = temporalOf(written, referenceDay);
    const facts = { publicUrl, temporal, changes: changes !== null };
    const documents = await writeDatasetDocuments(root, modified, dataset, written, facts);
    const said = { slug, title, description, summary, licence: LICENCE.datagouv, frequency, keywords: [...keywords] };
    datasets.push({ ...said, tables: written, documents });
  }
  const previous = before && { name: before.name, version: before.manifest.version, changes: changes?.count ?? 0 };
  const documents = changes?.documents ?? [];
  const told = { version, referenceDay, previous, datasets, publicUrl, modified, documents };
  const catalogues = await writeCatalogues(root, told);
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
  const totals = await writeSums(root, manifest, modified);
  tell('SHA256SUMS');
  return { manifest, ...totals };
}

/** Writes what a release holds, and the sums of all files. */
async function writeSums(root: string, manifest: Manifest, modified: Date): Promise<{ bytes: number; sha256: string }> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const file = { path: MANIFEST, ...(await writeWhole(join(root, MANIFEST), text, modified)) };
  const files = [file, ...filesOf(manifest)];
  const sums = sumsText(files.map(({ path, sha256 }) => [path, sha256]));
  const summed = await writeWhole(join(root, SUMS), sums, modified);
  await syncDirectory(root);
  return { bytes: files.reduce((all, { bytes }) => all + bytes, summed.bytes), sha256: summed.sha256 };
}
