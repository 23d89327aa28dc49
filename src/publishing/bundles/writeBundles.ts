import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { COLLECTION } from '../catalogue.ts';
import type { ManifestResource } from '../exportsDirectory/manifest.ts';
import { type FileDigest, PUBLIC_DIRECTORY, syncDirectory } from '../exportsDirectory/outputFile.ts';
import { type BundledRelease, readTables } from './bundledTables.ts';
import { writeArchive } from './writeArchive.ts';
import { writeSqlite } from './writeSqlite.ts';
import { writeWorkbook } from './writeWorkbook.ts';

/** The folder of the bundles: the dataset with everything in one file. */
export const BUNDLES_FOLDER = 'registre';

/**
 * Writes all tables of a release as one SQLite database and as one workbook, and its files as one zip (see `isInArchive`).
 * @param files the files that the release has before its bundles.
 */
export async function writeBundles(
  { root, modified }: { readonly root: string; readonly modified: Date },
  release: BundledRelease,
  files: readonly { readonly path: string; readonly sha256: string }[],
): Promise<ManifestResource[]> {
  await mkdir(join(root, BUNDLES_FOLDER), { recursive: true, mode: PUBLIC_DIRECTORY });
  const tables = await readTables(root, release);
  const at = (format: BundleFormat) => join(root, pathOf(format));
  const sqlite = bundle('sqlite', await writeSqlite(at('sqlite'), release, tables, modified));
  const workbook = bundle('xlsx', await writeWorkbook(at('xlsx'), release, tables, modified));
  const archived = [...files, sqlite, workbook];
  const zip = bundle('zip', await writeArchive(at('zip'), { root, name: release.name }, archived, modified));
  await syncDirectory(join(root, BUNDLES_FOLDER));
  return [sqlite, workbook, zip];
}

type BundleFormat = 'sqlite' | 'xlsx' | 'zip';

function pathOf(format: BundleFormat): string {
  return `${BUNDLES_FOLDER}/${COLLECTION.name}.${format}`;
}

function bundle(format: BundleFormat, digest: FileDigest): ManifestResource {
  return { ...DESCRIPTIONS[format], type: 'other', format, path: pathOf(format), ...digest };
}

const DESCRIPTIONS: Readonly<Record<BundleFormat, Pick<ManifestResource, 'title' | 'description' | 'mime'>>> = {
  sqlite: {
    title: 'Toutes les tables (base SQLite)',
    description:
      'Toutes les tables du registre dans une base de données SQLite, avec leurs clés primaires et étrangères, des vues qui ajoutent les noms et les libellés (« table_libelles »), et la description des tables et des colonnes (« _tables », « _colonnes », « _publication »).',
    mime: 'application/vnd.sqlite3',
  },
  xlsx: {
    title: 'Toutes les tables (classeur XLSX)',
    description:
      'Toutes les tables du registre dans un classeur pour tableur : une feuille par table, avec des cellules typées. La première feuille présente le classeur et la deuxième décrit les colonnes.',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  zip: {
    title: 'Tous les fichiers (archive ZIP)',
    description:
      'Les fichiers de la publication dans une archive : les tables dans tous leurs formats, leurs schémas, les dictionnaires, les changements, la base SQLite et le classeur. Le fichier SHA256SUMS de l’archive donne l’empreinte de chacun. Les descriptions qui contiennent l’empreinte de l’archive n’y figurent pas : « release.json », « catalog.jsonld », « catalog.ttl » et les fichiers « dataset.json ».',
    mime: 'application/zip',
  },
};
