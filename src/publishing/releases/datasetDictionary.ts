import type { Table } from '../../openData/table.ts';
import { type Block, heading, type Prose, paragraph, prose, type TextDocument } from '../../openData/textDocument.ts';
import { toDictionary } from '../../openData/toDictionary.ts';
import { CATALOGUE, type CataloguedDataset, LICENCE } from '../catalogue.ts';
import { type Provenance, provenanceProse } from '../provenance.ts';

/**
 * The data dictionary of a dataset, in French, for readers who do not know the administration. It depends on the declarations
 * and the publisher, so it does not change with the data.
 */
export function datasetDictionary(dataset: CataloguedDataset, provenance: Provenance): TextDocument {
  const { title, description, tables } = dataset;
  return [
    heading(1, title),
    paragraph(description),
    ...provenanceProse(provenance).map((text) => paragraph(...text)),
    paragraph('Licence : ', { link: LICENCE.url, text: LICENCE.title }, ' (', { code: LICENCE.spdx }, ').'),
    ...start(dataset),
    heading(2, 'Les mots à connaître'),
    list(WORDS),
    ...joins(tables),
    heading(2, 'Ce que contiennent les données, et leurs limites'),
    list([...(dataset.limits ?? []), ...LIMITS]),
    heading(2, 'Les fichiers'),
    paragraph(...prose(`Chaque table est publiée dans quatre fichiers du dossier \`${dataset.slug}\` :`)),
    list(FILES),
    ...READING.map((text) => paragraph(...prose(text))),
    ...tables.flatMap(toDictionary),
  ];
}

function start({ slug, tables }: CataloguedDataset): Block[] {
  const [first] = CATALOGUE;
  const simplest =
    first === undefined || first.slug === slug
      ? []
      : [
          paragraph(
            ...prose(
              `Pour une première lecture, le fichier \`${first.slug}/${first.tables[0].name}.csv\` réunit l’essentiel du registre, sans jointure. Les tables de ce jeu de données donnent le détail :`,
            ),
          ),
        ];
  return [
    heading(2, 'Par où commencer'),
    ...simplest,
    { kind: 'list', items: tables.map(({ name, title }) => prose(`\`${name}\` : `, title)) },
  ];
}

const WORDS = [
  'Startup d’État : une petite équipe, créée au sein d’une administration pour construire un service public numérique. Ce n’est pas une entreprise : elle n’a ni actionnaire ni but lucratif.',
  'Service public numérique, ou service : le site ou l’outil que les usagers emploient. Il peut continuer après la fin de la startup qui l’a construit.',
  'Entité : une organisation de l’État, ou une organisation qui travaille avec lui (ministère, direction, opérateur, collectivité, incubateur, communauté, fournisseur).',
  'Incubateur : l’entité qui accueille et accompagne des startups d’État, comme celui de la direction interministérielle du numérique (DINUM).',
  'Administration porteuse, ou commanditaire : l’administration qui demande le service, finance la startup et en est responsable. Une startup peut en avoir plusieurs.',
  'Intrapreneur : l’agent public qui connaît le problème à résoudre et conduit l’équipe. Le coach apporte la méthode ; les développeurs construisent le service.',
  'Phase : une étape de la vie d’une startup, avec ses dates. L’incubation compte l’investigation, la construction, l’accélération, la consolidation et la ré-intégration ; les autres phases sont des issues.',
  'Ré-intégration : la phase où le service quitte l’incubateur et rejoint l’administration qui le porte.',
  'Startup active : une startup en incubation, ou dont le service est opéré au sein du réseau d’incubateurs.',
  'Irritant : une difficulté que les agents ou les usagers d’une administration rencontrent, et qui donne naissance à une startup.',
  'Convention : l’accord par lequel une administration et l’incubateur financent une startup. Une part du coût peut être refacturée à l’administration.',
  'Mission : ce dont une entité est chargée. Les missions se répartissent en thématiques.',
  'Domaine ministériel : le champ d’action, comme la santé ou la justice, auquel beta.gouv.fr rattache une organisation.',
  'Date de référence : le jour auquel valent les états publiés (phase actuelle, équipe). C’est le jour, à l’heure de Paris, de la dernière modification du registre.',
  'beta.gouv.fr : le réseau d’incubateurs de services numériques animé par la DINUM, et la source de la plupart des données.',
];

function joins(tables: readonly Table[]): Block[] {
  const keys = tables.flatMap(({ name, foreignKeys }) =>
    foreignKeys.map(
      ({ column, table, target }) =>
        `\`${name}.${column}\` désigne une ligne de \`${table}\` par sa colonne \`${target}\`.`,
    ),
  );
  return [
    heading(2, 'Comment les tables se joignent'),
    paragraph(
      'Une ligne est désignée par un identifiant lisible, comme « mes-aides » pour une startup ou « cnam » pour une entité. Une colonne d’une autre table contient cet identifiant : la jointure se fait par l’égalité des deux textes, majuscules comprises.',
    ),
    ...(keys.length > 0 ? [list(keys)] : []),
    paragraph(...prose('Exemple : quelles administrations portent quelle startup ? Deux fichiers suffisent.')),
    list([
      'si `startups/commanditaires.csv` contient la ligne `mes-aides,cnam,1`, l’entité `cnam` porte la startup `mes-aides` ;',
      '`entites/entites.csv` contient alors une ligne dont l’identifiant est `cnam`, avec le nom de l’entité.',
    ]),
    paragraph('Avec un tableur, une fois les deux fichiers ouverts dans un même classeur :'),
    { kind: 'preformatted', text: '=RECHERCHEX(B2;entites!A:A;entites!B:B)' },
    paragraph('Avec SQL, par exemple dans DuckDB :'),
    {
      kind: 'preformatted',
      text: [
        'SELECT c.startup, e.nom',
        "FROM 'startups/commanditaires.csv' c",
        "JOIN 'entites/entites.csv' e ON e.identifiant = c.entite;",
      ].join('\n'),
    },
    paragraph(
      ...prose(
        'Les codes, comme `opere` ou `spm`, sont expliqués dans la table `nomenclatures` du jeu de données `methode`, et ci-dessous pour chaque colonne. Dans SQL, la jointure porte sur le nom de la table, le nom de la colonne et le code.',
      ),
    ),
  ];
}

const LIMITS = [
  'Les données ne contiennent aucun nom de personne. Les équipes sont décrites par des effectifs ; les adresses électroniques sont celles de boîtes génériques.',
  'Les phases, les dates, les liens et les équipes sont ceux que les équipes déclarent à beta.gouv.fr. Une information inconnue reste vide : rien n’est inventé. Un chevauchement ou un intervalle entre deux phases vient de la source.',
  'Le registre corrige, signale ou rejette certaines valeurs lors de leur import. La table `constats` du jeu de données `constats` donne la valeur d’origine et la valeur conservée.',
  'Les conventions, les irritants, les objectifs et les enquêtes de satisfaction sont ceux qui ont été enregistrés dans le registre. Leur absence ne signifie pas qu’ils n’existent pas.',
  'Un enregistrement qui disparaît de sa source reste publié, avec le jour de sa disparition (colonne `absent_depuis` ou `absente_depuis`).',
  'La couverture géographique est la France. La couverture temporelle va de la date la plus ancienne des tables à la date de référence.',
  'La mise à jour est irrégulière : une publication suit chaque modification du registre.',
];

const FILES = [
  '`<table>.csv`, destiné aux programmes : encodage UTF-8 sans marque d’ordre des octets (BOM), séparateur virgule, fin de ligne LF, guillemets doublés (RFC 4180), une ligne d’en-tête. Les dates sont au format AAAA-MM-JJ, le séparateur décimal est le point, les booléens s’écrivent `true` et `false`, les listes sont des tableaux JSON ;',
  '`<table>.json`, destiné aux programmes : les mêmes lignes sous la forme d’un tableau d’objets JSON, un objet par ligne du fichier, avec les mêmes noms de colonnes et des valeurs typées ;',
  '`<table>.tableur.csv`, destiné à un tableur en français : encodage UTF-8 avec marque d’ordre des octets (BOM), séparateur point-virgule, fin de ligne CRLF. Les dates sont au format AAAA-MM-JJ, le séparateur décimal est la virgule, les booléens s’écrivent `vrai` et `faux`. Un texte qui pourrait être interprété comme une formule est précédé d’une apostrophe. Un programme doit utiliser les autres fichiers, qui contiennent les valeurs exactes ;',
  '`<table>.schema.json` : la description des colonnes, au format Table Schema.',
];

const READING = [
  'Une cellule vide correspond à une valeur non renseignée (`null` dans le fichier JSON). Les textes sont publiés tels quels : « None », « NA », « null » et « nan » sont des textes, et non des valeurs absentes. Il convient d’en tenir compte lors de la lecture, par exemple avec pandas : `keep_default_na=False, na_values=[""]`.',
  'Le nom, le type et l’ordre des colonnes ne changent pas sans nouvelle version majeure du schéma de la table, annoncée six mois avant. Une nouvelle colonne est ajoutée à la fin de la table. Un identifiant n’est jamais réattribué.',
  'Les lignes d’une table sont triées selon les colonnes de leur identifiant, dans l’ordre où elles sont citées, ou selon toutes les colonnes si les lignes n’ont pas d’identifiant. Les nombres sont comparés par valeur, les autres cellules par point de code Unicode ; une cellule vide précède les autres.',
  'À partir de la deuxième publication, la racine de chaque publication contient aussi `changements.csv` et `changements.json`, qui décrivent les changements depuis la publication précédente, et `NOUVEAUTES.md`, qui les résume. Le fichier `SHA256SUMS` donne l’empreinte de chaque fichier.',
];

function list(items: readonly string[]): Block {
  return { kind: 'list', items: items.map((item): Prose => prose(item)) };
}
