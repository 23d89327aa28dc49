import { join } from 'node:path';
import type { CataloguedDataset } from '../catalogue.ts';
import type { ManifestResource, ManifestTable } from '../files/manifest.ts';
import { syncDirectory, writeWhole } from '../files/outputFile.ts';
import type { DatasetFacts } from './datasetJson.ts';
import { datasetJson } from './datasetJson.ts';
import { datasetReadme } from './datasetReadme.ts';

/** Writes what stands beside the tables of a dataset: its dictionary, and what data.gouv.fr is to show. */
export async function writeDatasetDocuments(
  root: string,
  modified: Date,
  dataset: CataloguedDataset,
  tables: readonly ManifestTable[],
  facts: DatasetFacts,
): Promise<ManifestResource[]> {
  const { slug } = dataset;
  const write = async (file: string, text: string, said: Said): Promise<ManifestResource> => {
    const path = `${slug}/${file}`;
    return { ...said, type: 'documentation', path, ...(await writeWhole(join(root, path), text, modified)) };
  };
  const text = datasetReadme(dataset);
  const dictionary = {
    title: 'Dictionnaire des données',
    description: `Ce que contient chaque table du jeu « ${dataset.title} », colonne par colonne, et comment lire les fichiers.`,
  };
  const readme = await write('README.md', text, { ...dictionary, format: 'md', mime: 'text/markdown' });
  // data.gouv.fr takes no .md: the same text, under a name that it takes, and that anything opens.
  const plain = await write('LISEZMOI.txt', text, { ...dictionary, format: 'txt', mime: 'text/plain' });
  const shown = `${JSON.stringify(datasetJson(dataset, tables, plain, facts), null, 2)}\n`;
  const description = `Le jeu « ${dataset.title} » et ses ressources, dans les termes de data.gouv.fr.`;
  const told = { title: 'Fiche data.gouv.fr', description, format: 'json', mime: 'application/json' };
  const json = await write('dataset.json', shown, told);
  await syncDirectory(join(root, slug));
  return [readme, plain, json];
}

type Said = Pick<ManifestResource, 'title' | 'description' | 'format' | 'mime'>;
