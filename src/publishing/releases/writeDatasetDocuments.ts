import { join } from 'node:path';
import { toMarkdown } from '../../openData/toMarkdown.ts';
import { toPlainText } from '../../openData/toPlainText.ts';
import type { CataloguedDataset } from '../catalogue.ts';
import type { ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { datasetDictionary } from './datasetDictionary.ts';
import { type DatasetJsonContext, toDatasetJson } from './toDatasetJson.ts';

/** Writes the documents of a dataset: its dictionary (twice), and `dataset.json`. */
export async function writeDatasetDocuments(
  root: string,
  modified: Date,
  dataset: CataloguedDataset,
  tables: readonly ManifestTable[],
  context: DatasetJsonContext,
): Promise<ManifestResource[]> {
  const { slug } = dataset;
  const write = async (file: string, text: string, resource: DocumentMetadata): Promise<ManifestResource> => {
    const path = `${slug}/${file}`;
    return { ...resource, type: 'documentation', path, ...(await writeTextFile(join(root, path), text, modified)) };
  };
  const dictionary = datasetDictionary(dataset, context.provenance);
  const metadata = {
    title: 'Dictionnaire des données',
    description: `La description de chaque table du jeu de données « ${dataset.title} », colonne par colonne, et le format des fichiers.`,
  };
  const readme = await write('README.md', toMarkdown(dictionary), { ...metadata, format: 'md', mime: 'text/markdown' });
  // data.gouv.fr does not accept .md files: the same document is also written as plain text.
  const plainText = await write('LISEZMOI.txt', toPlainText(dictionary), {
    ...metadata,
    format: 'txt',
    mime: 'text/plain',
  });
  const datasetJson = prettyJson(toDatasetJson(dataset, tables, plainText, context));
  const description = `La description du jeu de données « ${dataset.title} » et de ses ressources, au format de data.gouv.fr.`;
  const jsonMetadata = { title: 'Fiche data.gouv.fr', description, format: 'json', mime: 'application/json' };
  const json = await write('dataset.json', datasetJson, jsonMetadata);
  await syncDirectory(join(root, slug));
  return [readme, plainText, json];
}

type DocumentMetadata = Pick<ManifestResource, 'title' | 'description' | 'format' | 'mime'>;
