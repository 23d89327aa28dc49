import { conventionsTable, irritantsTable } from '../domain/agreements/agreementTables.ts';
import { entitesTable, identifiantsTable } from '../domain/entities/entityTables.ts';
import { etapesTable, rolesTable } from '../domain/method/methodTables.ts';
import { actionsTable, missionsTable } from '../domain/missions/missionTables.ts';
import { satisfactionTable, servicesTable } from '../domain/services/serviceTables.ts';
import {
  commanditairesTable,
  evenementsTable,
  incubateursTable,
  liensTable,
  phasesTable,
} from '../domain/startups/startupDetailTables.ts';
import { startupsTable } from '../domain/startups/startupsTable.ts';
import { equipesTable } from '../domain/teams/equipesTable.ts';
import { themesTable } from '../domain/themes/themesTable.ts';
import { constatsTable } from '../importing/findings/constatsTable.ts';
import type { Table } from '../openData/table.ts';

/** An open-data set: what data.gouv.fr shows as one page, with the files of one or several tables. */
export interface CataloguedDataset {
  readonly slug: string;
  readonly title: string;
  /** In French; data.gouv.fr advises 200 characters at least. */
  readonly description: string;
  /** The same in 200 characters at most. */
  readonly summary: string;
  readonly frequency: 'irregular';
  readonly keywords: readonly string[];
  /** The first is the one that the set is about. */
  readonly tables: readonly [Table, ...Table[]];
}

export const COLLECTION = {
  name: 'registre-numerique',
  title: 'Registre des services numériques de l’État',
  description:
    'Les entités de l’État engagées dans le numérique public, leurs missions, les startups d’État et les services publics numériques, en données ouvertes.',
} as const;

/** The frequencies of the catalogue, under the codes of the European Union. */
export const EU_FREQUENCIES: Readonly<Record<CataloguedDataset['frequency'], string>> = { irregular: 'IRREG' };

/** Licence Ouverte 2.0, under the name that data.gouv.fr gives it, and SPDX. */
export const LICENCE = {
  datagouv: 'lov2',
  spdx: 'etalab-2.0',
  title: 'Licence Ouverte 2.0',
  url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
} as const;

/** THE list of what is published. A release follows the changes of the register, which have no fixed rhythm. */
export const CATALOGUE: readonly CataloguedDataset[] = [
  {
    slug: 'startups',
    title: 'Startups d’État : état, histoire, équipes et financement',
    description:
      'Les startups d’État sont de petites équipes autonomes, créées chacune au sein d’une administration pour un service public numérique. Ce jeu donne leur liste avec leur phase actuelle, l’histoire de leurs phases, leurs évènements, leurs liens publics, les administrations qui les portent, les incubateurs qui les construisent, l’effectif de leurs équipes par rôle (sans aucun nom de personne), les conventions signées et les irritants dont elles sont nées.',
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
    ],
  },
  {
    slug: 'entites',
    title: 'Entités de l’État engagées dans le numérique public',
    description:
      'Les organisations qui portent, construisent, opèrent ou accompagnent les services publics numériques : ministères, directions, missions, opérateurs, organismes de sécurité sociale, collectivités, incubateurs, communautés et fournisseurs. Ce jeu les donne en arbre, chacune rattachée à son entité mère quand elle est connue, avec les identifiants sous lesquels d’autres référentiels les connaissent.',
    summary:
      'Les organisations qui portent, construisent ou opèrent les services publics numériques, en arbre, avec leurs identifiants.',
    frequency: 'irregular',
    keywords: ['administration', 'organisation-administrative', 'ministeres', 'incubateur', 'referentiel'],
    tables: [entitesTable, identifiantsTable],
  },
  {
    slug: 'missions',
    title: 'Missions numériques des entités de l’État',
    description:
      'Ce dont les entités de l’État sont chargées en matière de numérique : l’énoncé de chaque mission et ses thématiques (gouvernement ouvert, donnée ouverte, code source ouvert, science des données…), et les actions menées à ce titre, avec leurs bénéficiaires, leurs partenaires et les services concernés. Les entités sont celles du jeu « Entités de l’État engagées dans le numérique public ».',
    summary:
      'Ce dont les entités de l’État sont chargées en matière de numérique, par thématique, et les actions menées à ce titre.',
    frequency: 'irregular',
    keywords: ['missions', 'donnee-ouverte', 'gouvernement-ouvert', 'code-source-ouvert', 'administration'],
    tables: [missionsTable, actionsTable, themesTable],
  },
  {
    slug: 'services',
    title: 'Services publics numériques et satisfaction de leurs usagers',
    description:
      'Les services numériques que les usagers atteignent, leur adresse, leur statut (prévu, en incubation, ouvert, fermé), l’entité qui en répond aujourd’hui et les startups d’État qui les ont construits ; et les résultats des enquêtes de satisfaction menées auprès de leurs usagers. Un service survit à la startup dont il vient : il reste dans ce jeu quand l’incubation s’achève.',
    summary:
      'Les services publics numériques, leur adresse, leur statut, l’entité qui en répond, et la satisfaction de leurs usagers.',
    frequency: 'irregular',
    keywords: ['services-publics-numeriques', 'satisfaction-usagers', 'demarches-en-ligne', 'startups-d-etat'],
    tables: [servicesTable, satisfactionTable],
  },
  {
    slug: 'methode',
    title: 'Méthode d’incubation des startups d’État',
    description:
      'Comment naît une startup d’État (irritant, convention, mise à disposition de l’intrapreneur, appel à un marché public, constitution), comment elle est incubée en six mois (investigation, construction, consolidation, ré-intégration), et quels rôles composent son équipe de trois à quatre personnes. Ces tables décrivent la règle ; le jeu « Startups d’État » dit ce qu’il en est de chacune.',
    summary: 'Comment une startup d’État naît et est incubée, étape par étape, et les rôles qui composent son équipe.',
    frequency: 'irregular',
    keywords: ['methode', 'incubateur', 'startups-d-etat', 'agilite'],
    tables: [etapesTable, rolesTable],
  },
  {
    slug: 'constats',
    title: 'Constats des imports du registre',
    description:
      'Ce que le registre a relevé dans les données de ses sources en les important : chaque valeur réparée (texte nettoyé, date déduite de la suivante…), conservée mais signalée (phases qui se chevauchent…) ou écartée (adresse inutilisable, référence à rien…), avec la valeur d’origine et celle qui est conservée. De quoi juger de la qualité des autres jeux, et corriger les sources. Aucune personne n’y est désignée.',
    summary: 'Ce que le registre a réparé, signalé ou écarté dans les données de ses sources, valeur par valeur.',
    frequency: 'irregular',
    keywords: ['qualite-des-donnees', 'import', 'beta-gouv', 'tracabilite'],
    tables: [constatsTable],
  },
];
