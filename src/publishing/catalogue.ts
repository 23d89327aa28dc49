import { conventionsTable, irritantsTable, refacturationsTable } from '../domain/agreements/agreementTables.ts';
import {
  entitesTable,
  identifiantsTable,
  rattachementsTable,
  successionsTable,
} from '../domain/entities/entityTables.ts';
import { objectifsTable, plansTable } from '../domain/incubation/incubationTables.ts';
import { etapesTable, rolesTable } from '../domain/method/methodTables.ts';
import { actionsTable, missionsTable } from '../domain/missions/missionTables.ts';
import { satisfactionTable, servicesStartupsTable, servicesTable } from '../domain/services/serviceTables.ts';
import {
  commanditairesTable,
  evenementsTable,
  incubateursTable,
  liensTable,
  phasesTable,
  presentationsTable,
} from '../domain/startups/startupDetailTables.ts';
import { startupsTable } from '../domain/startups/startupsTable.ts';
import { monthlySeriesTable } from '../domain/statistics/monthlySeriesTable.ts';
import { startupsDetailTable } from '../domain/statistics/startupsDetailTable.ts';
import { equipesMensuellesTable } from '../domain/teams/equipesMensuellesTable.ts';
import { equipesTable } from '../domain/teams/equipesTable.ts';
import { marchesTable } from '../domain/teams/marchesTable.ts';
import { membresTable } from '../domain/teams/membresTable.ts';
import { themesTable } from '../domain/themes/themesTable.ts';
import { constatsTable } from '../importing/findings/constatsTable.ts';
import { sourcesTable } from '../importing/findings/sourcesTable.ts';
import { termesTable } from '../importing/words/termesTable.ts';
import type { Table } from '../openData/table.ts';
import { nomenclaturesTable } from './nomenclatures.ts';

/** A kind of rows that imports write, with its column in `source_record`. */
export type ImportedKind = 'startup' | 'entity' | 'mission' | 'service';

/** A dataset: one page of data.gouv.fr, with the files of one or more tables. */
export interface CataloguedDataset {
  readonly slug: string;
  readonly title: string;
  /** In French, at least 200 characters, as data.gouv.fr recommends. */
  readonly description: string;
  /** A summary of at most 200 characters. */
  readonly summary: string;
  readonly frequency: 'irregular';
  readonly keywords: readonly string[];
  /** What the tables lack, or what period they describe, in French sentences for the dictionary. */
  readonly limits?: readonly string[];
  /** The kind of imported rows that it has. Its sources are those of this kind; default: every source. */
  readonly sourced?: ImportedKind;
  /** The days that it covers if its rows have no dates; default: the days on which its sources were retrieved. */
  readonly period?: { readonly start: string; readonly end: string };
  /** The first table is the main one. */
  readonly tables: readonly [Table, ...Table[]];
}

export const COLLECTION = {
  name: 'registre-numerique',
  title: 'Registre des services numériques de l’État',
  description:
    'Ce registre décrit, en données ouvertes, les entités de l’État engagées dans le numérique public, leurs missions, les startups d’État et les services publics numériques.',
} as const;

/** The theme of every dataset in the vocabulary of the European Union; data.gouv.fr shows its label as a keyword. */
export const THEME = {
  iri: 'http://publications.europa.eu/resource/authority/data-theme/GOVE',
  label: 'Gouvernement et secteur public',
  keyword: 'gouvernement-et-secteur-public',
} as const;

/** The facts of the reference register: a visit between September 2015 and November 2017. */
const VISIT = { start: '2015-09-01', end: '2017-11-30' } as const;

/** The frequencies as codes of the European Union. */
export const EU_FREQUENCIES: Readonly<Record<CataloguedDataset['frequency'], string>> = { irregular: 'IRREG' };

/** Licence Ouverte 2.0, with its identifiers at data.gouv.fr and in SPDX. */
export const LICENCE = {
  datagouv: 'lov2',
  spdx: 'etalab-2.0',
  title: 'Licence Ouverte 2.0',
  url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
} as const;

/** The datasets without the table `nomenclatures`, which derives from their columns. Their frequency is irregular, because a release follows the changes of the register. */
const DATASETS: readonly CataloguedDataset[] = [
  {
    slug: 'registre',
    title: 'Registre des services numériques de l’État : l’essentiel en un fichier',
    description:
      'Ce jeu de données réunit l’essentiel du registre en un seul fichier, prêt à ouvrir dans un tableur ou à charger dans un outil d’analyse, sans jointure. La table « startups-detail » a une ligne par startup d’État : ce qu’elle fait, sa phase et depuis combien de jours, son incubateur, les administrations qui la portent et leur domaine ministériel, son service, l’effectif de son équipe par rôle (sans aucun nom de personne) et ses liens publics. La table « series-mensuelles » compte les startups par mois, incubateur, domaine ministériel et phase, avec les entrées et les sorties. Les autres jeux de données du registre donnent l’histoire et tous les détails.',
    summary:
      'Une ligne par startup d’État : phase, incubateur, administrations porteuses, service, équipe et liens ; et les séries mensuelles. Pour commencer.',
    frequency: 'irregular',
    keywords: ['startups-d-etat', 'incubateur', 'services-publics-numeriques', 'beta-gouv', 'administration'],
    tables: [startupsDetailTable, monthlySeriesTable],
  },
  {
    slug: 'startups',
    sourced: 'startup',
    title: 'Startups d’État : état, histoire, équipes et financement',
    description:
      'Les startups d’État sont de petites équipes autonomes, créées chacune au sein d’une administration pour un service public numérique. Ce jeu de données contient la liste des startups d’État avec leur phase actuelle, l’historique de leurs phases, leurs évènements, leurs liens publics, les administrations qui les portent, les incubateurs qui les accompagnent, l’effectif de leurs équipes par rôle (sans aucun nom de personne), les conventions signées et leurs refacturations, les marchés publics, les irritants à l’origine des startups, leurs objectifs, leurs plans de passage à l’échelle, le texte de leurs pages et le nombre de membres par mois, métier et statut, en tout et par startup.',
    summary:
      'Toutes les startups d’État : phases, évènements, commanditaires, incubateurs, équipes, conventions et irritants.',
    frequency: 'irregular',
    keywords: ['startups-d-etat', 'incubateur', 'services-publics-numeriques', 'beta-gouv', 'modernisation-de-l-etat'],
    tables: [
      startupsTable,
      phasesTable,
      evenementsTable,
      liensTable,
      commanditairesTable,
      incubateursTable,
      equipesTable,
      conventionsTable,
      irritantsTable,
      presentationsTable,
      membresTable,
      equipesMensuellesTable,
      objectifsTable,
      plansTable,
      refacturationsTable,
      marchesTable,
    ],
  },
  {
    slug: 'entites',
    sourced: 'entity',
    title: 'Entités de l’État engagées dans le numérique public',
    description:
      'Ce jeu de données contient les organisations qui portent, construisent, opèrent ou accompagnent les services publics numériques : ministères, directions, missions, opérateurs, organismes de sécurité sociale, collectivités, incubateurs, communautés et fournisseurs. Chaque entité est rattachée à son entité mère, si elle est connue, et accompagnée de ses identifiants dans d’autres référentiels. Le jeu de données contient aussi les successions entre entités, avec leur texte juridique, et leurs anciens rattachements.',
    summary:
      'Les organisations qui portent, construisent ou opèrent les services publics numériques, leur rattachement et leurs identifiants.',
    frequency: 'irregular',
    keywords: ['administration', 'organisation-administrative', 'ministeres', 'incubateur', 'referentiel'],
    tables: [entitesTable, identifiantsTable, successionsTable, rattachementsTable],
  },
  {
    slug: 'missions',
    sourced: 'mission',
    period: VISIT,
    title: 'Missions numériques des entités de l’État',
    description:
      'Ce jeu de données décrit les missions des entités de l’État en matière de numérique : l’énoncé de chaque mission, ses thématiques (gouvernement ouvert, donnée ouverte, code source ouvert, science des données…) et les actions menées à ce titre, avec leurs bénéficiaires, leurs partenaires et les services concernés. Les entités sont décrites dans le jeu de données « Entités de l’État engagées dans le numérique public ».',
    summary:
      'Les missions des entités de l’État en matière de numérique, leurs thématiques et les actions menées à ce titre.',
    frequency: 'irregular',
    keywords: ['missions', 'donnee-ouverte', 'gouvernement-ouvert', 'code-source-ouvert', 'administration'],
    limits: [
      'Les missions, les thématiques et les actions d’origine décrivent l’organisation de 2017 : la DINSIC, devenue la DINUM, la mission Etalab et l’incubateur de services numériques.',
    ],
    tables: [missionsTable, actionsTable, themesTable],
  },
  {
    slug: 'services',
    sourced: 'service',
    title: 'Services publics numériques et satisfaction de leurs usagers',
    description:
      'Ce jeu de données décrit les services publics numériques : leur adresse, leur statut (prévu, en incubation, ouvert, fermé), l’entité qui en est actuellement responsable et les startups d’État qui les ont construits. Il contient aussi les résultats des enquêtes de satisfaction menées auprès de leurs usagers. Un service reste dans ce jeu de données après la fin de l’incubation de la startup qui l’a construit.',
    summary:
      'Les services publics numériques, leur adresse, leur statut, l’entité responsable et la satisfaction de leurs usagers.',
    frequency: 'irregular',
    keywords: ['services-publics-numeriques', 'satisfaction-usagers', 'demarches-en-ligne', 'startups-d-etat'],
    tables: [servicesTable, satisfactionTable, servicesStartupsTable],
  },
  {
    slug: 'methode',
    period: VISIT,
    title: 'Méthode d’incubation des startups d’État et nomenclatures',
    description:
      'Ce jeu de données explique les autres. La table « nomenclatures » donne le sens de chaque code qu’ils emploient (phases, types d’évènements, types d’organisations, domaines ministériels, métiers…) : libellé, définition et période d’emploi. Les deux autres tables décrivent la méthode d’incubation : les étapes de la création d’une startup d’État (irritant, convention, mise à disposition de l’intrapreneur, appel à un marché public, constitution), les étapes de son incubation en six mois (investigation, construction, consolidation, ré-intégration) et les rôles de son équipe de trois à quatre personnes. Elles décrivent la méthode générale ; la situation de chaque startup figure dans le jeu de données « Startups d’État ».',
    summary:
      'Les étapes de l’incubation d’une startup d’État, les rôles de son équipe, et le sens des codes employés dans tous les jeux de données du registre.',
    frequency: 'irregular',
    keywords: ['methode', 'nomenclatures', 'incubateur', 'startups-d-etat', 'agilite'],
    limits: [
      'Les étapes et les rôles sont ceux de la méthode telle que la DINSIC la présentait en 2017. Les phases de beta.gouv.fr ont évolué depuis : la table « nomenclatures » donne leur sens actuel.',
    ],
    tables: [etapesTable, rolesTable],
  },
  {
    slug: 'constats',
    title: 'Constats des imports du registre',
    description:
      'Ce jeu de données contient les constats faits lors de l’import des données de chaque source. Une valeur est corrigée (texte nettoyé, date déduite de la phase suivante…), conservée et signalée (phases qui se chevauchent…) ou refusée (adresse inutilisable, référence inconnue…). Chaque constat donne la valeur d’origine et la valeur conservée. Ces constats permettent d’évaluer la qualité des autres jeux de données et de corriger les sources. Deux autres tables contiennent les sources, avec leur licence et le jour de leur dernier import, et les termes de chaque source, actuels et anciens, avec leur libellé et leur signification dans le registre. Aucune personne n’est désignée.',
    summary: 'Les valeurs des sources que le registre a corrigées, signalées ou refusées lors de leur import.',
    frequency: 'irregular',
    keywords: ['qualite-des-donnees', 'import', 'beta-gouv', 'tracabilite'],
    tables: [constatsTable, termesTable, sourcesTable],
  },
];

/** The dataset that has the table `nomenclatures`. */
const NOMENCLATURES_DATASET = 'methode';

/** The published datasets. */
export const CATALOGUE: readonly CataloguedDataset[] = DATASETS.map((dataset) => {
  if (dataset.slug !== NOMENCLATURES_DATASET) return dataset;
  const [main, ...others] = dataset.tables;
  return { ...dataset, tables: [main, ...others, nomenclaturesTable(DATASETS.flatMap(({ tables }) => tables))] };
});

/** The tables of all published datasets. */
export const TABLES: readonly Table[] = CATALOGUE.flatMap(({ tables }) => tables);

/** The published table of a name; null for a table of an older release. */
export function cataloguedTable(name: string): Table | null {
  return TABLES.find((table) => table.name === name) ?? null;
}
