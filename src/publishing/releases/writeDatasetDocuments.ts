import { join } from 'node:path';
import { toDictionary } from '../../openData/toDictionary.ts';
import { type CataloguedDataset, LICENCE } from '../catalogue.ts';
import type { ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { provenanceText } from '../provenance.ts';
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
  const text = datasetDictionary(dataset, context);
  const metadata = {
    title: 'Dictionnaire des données',
    description: `La description de chaque table du jeu de données « ${dataset.title} », colonne par colonne, et le format des fichiers.`,
  };
  const readme = await write('README.md', text, { ...metadata, format: 'md', mime: 'text/markdown' });
  // data.gouv.fr does not accept .md files: the same text is also written as .txt.
  const plainText = await write('LISEZMOI.txt', text, { ...metadata, format: 'txt', mime: 'text/plain' });
  const datasetJson = prettyJson(toDatasetJson(dataset, tables, plainText, context));
  const description = `La description du jeu de données « ${dataset.title} » et de ses ressources, au format de data.gouv.fr.`;
  const jsonMetadata = { title: 'Fiche data.gouv.fr', description, format: 'json', mime: 'application/json' };
  const json = await write('dataset.json', datasetJson, jsonMetadata);
  await syncDirectory(join(root, slug));
  return [readme, plainText, json];
}

type DocumentMetadata = Pick<ManifestResource, 'title' | 'description' | 'format' | 'mime'>;

/**
 * The data dictionary of a dataset, in French Markdown. It depends on the declarations and the publisher, and does not change
 * with the data.
 */
function datasetDictionary(
  { title, description, tables }: CataloguedDataset,
  { provenance }: DatasetJsonContext,
): string {
  const names = tables.map((table) => `\`${table.name}\``);
  return [
    `# ${title}\n`,
    `${description}\n`,
    provenanceText(provenance),
    `Licence : [${LICENCE.title}](${LICENCE.url}) (\`${LICENCE.spdx}\`).\n`,
    'Fréquence de mise à jour : irrégulière. Une nouvelle publication suit chaque modification du registre. La date de référence d’une publication est le jour, à l’heure de Paris, de la dernière modification du registre.\n',
    `Couverture géographique : la France. Couverture temporelle : de la date la plus ancienne des tables à la date de référence ; si les tables ne contiennent aucune date, la date de référence seule.\n`,
    `## Fichiers\n`,
    `Chaque table (${names.join(', ')}) est publiée dans quatre fichiers :\n`,
    '- `<table>.csv`, destiné aux programmes : encodage UTF-8 sans marque d’ordre des octets (BOM), séparateur virgule, fin de ligne LF, guillemets doublés (RFC 4180), une ligne d’en-tête. Les dates sont au format AAAA-MM-JJ, le séparateur décimal est le point, les booléens s’écrivent `true` et `false`, les listes sont des tableaux JSON ;',
    '- `<table>.json`, destiné aux programmes : les mêmes lignes sous la forme d’un tableau d’objets JSON, un objet par ligne du fichier, avec les mêmes noms de colonnes et des valeurs typées ;',
    '- `<table>.tableur.csv`, destiné à un tableur en français : encodage UTF-8 avec marque d’ordre des octets (BOM), séparateur point-virgule, fin de ligne CRLF. Les dates sont au format AAAA-MM-JJ, le séparateur décimal est la virgule, les booléens s’écrivent `vrai` et `faux`. Un texte qui pourrait être interprété comme une formule est précédé d’une apostrophe. Un programme doit utiliser les autres fichiers, qui contiennent les valeurs exactes ;',
    '- `<table>.schema.json` : la description des colonnes, au format Table Schema.\n',
    'Une cellule vide correspond à une valeur non renseignée (`null` dans le fichier JSON). Les textes sont publiés tels quels : « None », « NA », « null » et « nan » sont des textes, et non des valeurs absentes. Il convient d’en tenir compte lors de la lecture, par exemple avec pandas : `keep_default_na=False, na_values=[""]`.\n',
    'Le nom et l’ordre des colonnes ne changent pas. Une nouvelle colonne est ajoutée à la fin de la table. L’ordre des lignes est stable. Un identifiant n’est jamais réattribué.\n',
    'À partir de la deuxième publication, la racine de chaque publication contient aussi `changements.csv` et `changements.json`, qui décrivent les changements depuis la publication précédente, et `NOUVEAUTES.md`, qui les résume. Le fichier `SHA256SUMS` donne l’empreinte de chaque fichier.\n',
    ...tables.map(toDictionary),
  ].join('\n');
}
