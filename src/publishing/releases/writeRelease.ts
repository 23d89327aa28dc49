import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLES_FOLDER, writeBundles } from '../bundles/writeBundles.ts';
import { CATALOGUE, COLLECTION, LICENCE } from '../catalogue.ts';
import { writeCompressedCopies } from '../exportsDirectory/compressedCopies.ts';
import { filesOf, type Manifest, type ManifestDataset, type ManifestTable } from '../exportsDirectory/manifest.ts';
import { PUBLIC_DIRECTORY, prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { CHECKSUMS, checksumsText, type IntactRelease, MANIFEST } from '../exportsDirectory/releaseFiles.ts';
import { citationOf, type Provenance } from '../provenance.ts';
import { comparedRelease } from '../releaseDiff/diffReleases.ts';
import { writeChanges } from '../releaseDiff/writeChanges.ts';
import { keepModified } from './keepModified.ts';
import { type ReleaseSources, readSources } from './readSources.ts';
import type { ReleaseIdentity, ReleaseSnapshot } from './snapshot.ts';
import { temporalCoverage } from './toDatasetJson.ts';
import { writeDataPackage } from './writeCatalogues.ts';
import { writeDatasetJson, writeDictionary } from './writeDatasetDocuments.ts';
import { writeLicence } from './writeLicence.ts';
import { writeTable } from './writeTable.ts';

/** A release in its temporary directory, with its tables written. The other files need no database. */
export interface DraftRelease {
  readonly name: string;
  readonly root: string;
  readonly identity: ReleaseIdentity;
  readonly modified: Date;
  readonly sources: ReleaseSources;
  /** The written tables, by the slug of their dataset. */
  readonly tables: ReadonlyMap<string, readonly ManifestTable[]>;
}

export type OnStep = (step: string) => void;

/** Creates the directory of a draft, which must not exist, and writes the tables of every dataset. */
export async function writeTables(
  snapshot: ReleaseSnapshot,
  draft: Omit<DraftRelease, 'tables' | 'sources'>,
  provenance: Provenance,
  onStep: OnStep,
): Promise<DraftRelease> {
  const { root, modified, identity } = draft;
  const tables = new Map<string, ManifestTable[]>();
  const { referenceDay } = identity;
  await mkdir(root, PUBLIC_DIRECTORY);
  for (const dataset of CATALOGUE) {
    const datasetTables: ManifestTable[] = [];
    tables.set(dataset.slug, datasetTables);
    await mkdir(join(root, dataset.slug), PUBLIC_DIRECTORY);
    for (const table of dataset.tables) {
      const to = { root, folder: dataset.slug, referenceDay, modified, provenance };
      datasetTables.push(await writeTable(snapshot, table, to));
      onStep(`${dataset.slug}/${table.name}`);
    }
  }
  return { ...draft, sources: await readSources(snapshot), tables };
}

interface CompletionOptions {
  /** The exports directory. */
  readonly directory: string;
  /** Whether to write the bundles (see `writeBundles`), and compressed copies of the files for the server. */
  readonly bundles: boolean;
  readonly provenance: Provenance;
  /** The release of an earlier version, with which the changes compare. */
  readonly previous: IntactRelease | null;
  /** The release before this one, which may be a revision. Unchanged files keep its dates. */
  readonly predecessor: IntactRelease | null;
}

/** Writes the other files of a release: changes, documents, bundles, catalogues, manifest and checksums. */
export async function completeRelease(
  { name, root, identity, modified, sources, tables }: DraftRelease,
  { directory, bundles, provenance, previous, predecessor }: CompletionOptions,
  onStep: OnStep,
): Promise<IntactRelease> {
  const { version, instant, referenceDay } = identity;
  const to = { root, modified };
  const keep = keepModified(root, predecessor, modified);
  const current = { root, modified, provenance, version, referenceDay, tables: [...tables.values()].flat() };
  const changes = previous && (await writeChanges(comparedRelease(directory, previous), current));
  onStep('changements');
  const described: ManifestDataset[] = [];
  for (const dataset of CATALOGUE) {
    const { slug, title, description, summary, frequency, keywords, sourced } = dataset;
    const entry = { slug, title, description, summary, licence: LICENCE.datagouv, frequency, keywords: [...keywords] };
    const sourceNames = sources.namesOf(sourced);
    const citation = citationOf(provenance.publisher, title, name, referenceDay);
    const documents = await keep(await writeDictionary(to, dataset, provenance));
    const datasetTables: ManifestTable[] = [];
    for (const table of tables.get(slug) ?? [])
      datasetTables.push({ ...table, resources: await keep(table.resources) });
    const datasetSources = sources.all.filter((source) => sourceNames.includes(source.name));
    const temporal = temporalCoverage(datasetTables, dataset.period, datasetSources, referenceDay);
    described.push({ ...entry, tables: datasetTables, temporal, sources: sourceNames, citation, documents });
  }
  const comparedWith = previous && {
    name: previous.name,
    version: previous.manifest.version,
    changes: changes?.count ?? 0,
  };
  const written = [
    ...(changes?.documents ?? []),
    ...(await writeLicence(root, modified, name, provenance, referenceDay)),
  ];
  const documents = await keep(written);
  const packaged = { version, datasets: described, sources: sources.all, provenance, modified, documents };
  documents.push(...(await keep([await writeDataPackage(root, packaged)])));
  const collectionCitation = citationOf(provenance.publisher, COLLECTION.title, name, referenceDay);
  const bundled = {
    name,
    version,
    instant: instant.toISOString(),
    referenceDay,
    licence: LICENCE,
    ...provenance,
    sources: sources.all,
    citation: collectionCitation,
    datasets: described,
  };
  const files = filesOf({ datasets: described, documents });
  const bundleFiles = bundles ? await keep(await writeBundles(to, bundled, files)) : [];
  onStep('registre');
  const datasets: ManifestDataset[] = [];
  for (const dataset of described) {
    const own = dataset.slug === BUNDLES_FOLDER ? [...bundleFiles, ...dataset.documents] : dataset.documents;
    const context = { hasChanges: changes !== null, provenance };
    const json = await keep([await writeDatasetJson(to, dataset, own, context)]);
    datasets.push({ ...dataset, documents: [...own, ...json] });
  }
  const manifest: Manifest = {
    version,
    instant: instant.toISOString(),
    referenceDay,
    fingerprint: identity.definitionsHash,
    licence: { ...LICENCE },
    ...provenance,
    sources: [...sources.all],
    citation: collectionCitation,
    previous: comparedWith,
    datasets,
    documents,
  };
  const totals = await writeManifestAndChecksums(root, manifest, modified);
  if (bundles) await writeCompressedCopies(root, modified);
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
  const checksums = checksumsText(files.map(({ path, sha256 }) => [path, sha256]));
  const checksumsFile = await writeTextFile(join(root, CHECKSUMS), checksums, modified);
  await syncDirectory(root);
  const bytes = files.reduce((total, file) => total + file.bytes, checksumsFile.bytes);
  return { bytes, sha256: checksumsFile.sha256 };
}
