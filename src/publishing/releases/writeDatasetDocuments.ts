import { join } from 'node:path';
import { toDictionary } from '../../openData/toDictionary.ts';
import { type CataloguedDataset, LICENCE } from '../catalogue.ts';
import type { ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { prettyJson, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { type DatasetJsonContext, toDatasetJson } from './toDatasetJson.ts';

/** Writes what stands beside the tables of a dataset: its dictionary, and what data.gouv.fr is to show. */
export async function writeDatasetDocuments(
  root: string,
  modified: Date,
  dataset: CataloguedDataset,
  tables: readonly ManifestTable[],
  facts: DatasetJsonContext,
): Promise<ManifestResource[]> {
  const { slug } = dataset;
  const write = async (file: string, text: string, resource: DocumentMetadata): Promise<ManifestResource> => {
    const path = `${slug}/${file}`;
    return { ...resource, type: 'documentation', path, ...(await writeTextFile(join(root, path), text, modified)) };
  };
  const text = datasetDictionary(dataset);
  const dictionary = {
    title: 'Dictionnaire des données',
    description: `Ce que contient chaque table du jeu « ${dataset.title} », colonne par colonne, et comment lire les fichiers.`,
  };
  const readme = await write('README.md', text, { ...dictionary, format: 'md', mime: 'text/markdown' });
  // data.gouv.fr takes no .md: the same text, under a name that it takes, and that anything opens.
  const plain = await write('LISEZMOI.txt', text, { ...dictionary, format: 'txt', mime: 'text/plain' });
  const shown = prettyJson(toDatasetJson(dataset, tables, plain, facts));
  const description = `Le jeu « ${dataset.title} » et ses ressources, dans les termes de data.gouv.fr.`;
  const sheet = { title: 'Fiche data.gouv.fr', description, format: 'json', mime: 'application/json' };
  const json = await write('dataset.json', shown, sheet);
  await syncDirectory(join(root, slug));
  return [readme, plain, json];
}

type DocumentMetadata = Pick<ManifestResource, 'title' | 'description' | 'format' | 'mime'>;

/**
 * The data dictionary of a dataset, in French Markdown. Made of the declarations alone: it changes only when what is
 * published does.
 */
function datasetDictionary({ title, description, tables }: CataloguedDataset): string {
  const names = tables.map((table) => `\`${table.name}\``);
  return [
    `# ${title}\n`,
    `${description}\n`,
    `Licence : [${LICENCE.title}](${LICENCE.url}) (\`${LICENCE.spdx}\`).\n`,
    'Fréquence : irrégulière. Une publication suit chaque modification du registre ; elle vaut pour le jour, à Paris, de la dernière modification.\n',
    `Couverture : la France ; du premier jour que donnent les dates des tables à celui de la dernière modification du registre (ce jour seul, quand les tables ne portent aucune date).\n`,
    `## Fichiers\n`,
    `Chaque table (${names.join(', ')}) est donnée sous quatre formes :\n`,
    '- `<table>.csv`, pour les programmes : UTF-8 sans marque d’ordre, virgule, fin de ligne LF, guillemets doublés (RFC 4180), une ligne d’en-tête ; dates AAAA-MM-JJ, point décimal, `true` et `false` ; listes en tableaux JSON ;',
    '- `<table>.json` : les mêmes lignes en un tableau d’objets, un par ligne du fichier, avec les mêmes noms et des valeurs typées ;',
    '- `<table>.tableur.csv`, pour un tableur français : UTF-8 avec marque d’ordre, point-virgule, fin de ligne CRLF, virgule décimale, `vrai` et `faux`, dates AAAA-MM-JJ ; un texte qui serait pris pour une formule y est précédé d’une apostrophe. À ne pas relire par un programme : les autres formes donnent les valeurs exactes ;',
    '- `<table>.schema.json` : la description des colonnes, au format Table Schema.\n',
    'Une cellule vide est une valeur absente (`null` dans le JSON). Les textes sont donnés tels quels : « None », « NA », « null » ou « nan » y sont des mots, qu’un outil d’analyse ne doit pas prendre pour des valeurs absentes (avec pandas : `keep_default_na=False, na_values=[""]`).\n',
    'Les noms et l’ordre des colonnes ne changent pas ; une colonne nouvelle vient en dernier. Les lignes sont toujours dans le même ordre. Un identifiant n’est jamais réattribué.\n',
    'À la racine de chaque publication, à partir de la deuxième, `changements.csv` et `changements.json` disent ce qui a changé depuis la précédente, et `NOUVEAUTES.md` le résume ; `SHA256SUMS` donne l’empreinte de chaque fichier.\n',
    ...tables.map(toDictionary),
  ].join('\n');
}
