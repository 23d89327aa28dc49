import { join } from 'node:path';
import { toMarkdown } from '../../openData/toMarkdown.ts';
import { toPlainText } from '../../openData/toPlainText.ts';
import type { CataloguedDataset } from '../catalogue.ts';
import type { ManifestDataset, ManifestResource } from '../exportsDirectory/manifest.ts';
import { prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import type { Provenance } from '../provenance.ts';
import { datasetDictionary } from './datasetDictionary.ts';
import { type DatasetJsonContext, toDatasetJson } from './toDatasetJson.ts';

/** A release that is being written: its directory, and the modification time of its files. */
interface Destination {
  readonly root: string;
  readonly modified: Date;
}

/** Writes the dictionary of a dataset, twice: as Markdown, and as plain text, because data.gouv.fr does not accept .md files. */
export async function writeDictionary(
  to: Destination,
  dataset: CataloguedDataset,
  provenance: Provenance,
): Promise<ManifestResource[]> {
  const { slug, title } = dataset;
  const dictionary = datasetDictionary(dataset, provenance);
  const metadata = {
    title: 'Dictionnaire des données',
    description: `La description de chaque table du jeu de données « ${title} », colonne par colonne, et le format des fichiers.`,
  };
  const [markdown, plain] = [
    { ...metadata, format: 'md', mime: 'text/markdown' },
    { ...metadata, format: 'txt', mime: 'text/plain' },
  ];
  return [
    await write(to, `${slug}/README.md`, toMarkdown(dictionary), markdown),
    await write(to, `${slug}/LISEZMOI.txt`, toPlainText(dictionary), plain),
  ];
}

/** Writes `dataset.json`. */
export async function writeDatasetJson(
  to: Destination,
  dataset: ManifestDataset,
  documents: readonly ManifestResource[],
  context: DatasetJsonContext,
): Promise<ManifestResource> {
  const { slug, title } = dataset;
  const text = prettyJson(toDatasetJson(dataset, documents, context));
  const description = `La description du jeu de données « ${title} » et de ses ressources, au format de data.gouv.fr.`;
  const metadata = { title: 'Fiche data.gouv.fr', description, format: 'json', mime: 'application/json' };
  const json = await write(to, `${slug}/dataset.json`, text, metadata);
  await syncDirectory(join(to.root, slug));
  return json;
}

async function write(
  { root, modified }: Destination,
  path: string,
  text: string,
  metadata: Pick<ManifestResource, 'title' | 'description' | 'format' | 'mime'>,
): Promise<ManifestResource> {
  return { ...metadata, type: 'documentation', path, ...(await writeTextFile(join(root, path), text, modified)) };
}
