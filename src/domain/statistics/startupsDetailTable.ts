import { labelIn } from '../../graphql/vocabulary.ts';
import { integer, list, text, url, word } from '../../openData/column.ts';
import { columnsOf, table } from '../../openData/table.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, sql } from '../../sql/sql.ts';
import { MINISTRY_DOMAIN_CODES, MINISTRY_DOMAIN_LABELS } from '../entities/ministryDomains.ts';
import { sirenColumn, sirenOf } from '../entities/siren.ts';
import { SERVICE_STATUSES } from '../services/Service.ts';
import { PHASE_NAMES } from '../startups/lifecycle.ts';
import { on, phaseOn, phaseStartedOn } from '../startups/startupState.ts';
import { startupsTable } from '../startups/startupsTable.ts';
import { equipesTable } from '../teams/equipesTable.ts';

// The entities of the startup `s`, by rank, and its services, the open ones first.
const incubators = sql`startup_incubator x JOIN entity e ON e.id = x.entity_id WHERE x.startup_id = s.id`;
const sponsors = sql`startup_sponsor x JOIN entity e ON e.id = x.entity_id WHERE x.startup_id = s.id`;
const services = sql`service_startup x JOIN service v ON v.id = x.service_id WHERE x.startup_id = s.id`;

const byRank = sql`x.position`;
const openFirst = sql`v.status = 'CLOSED', v.slug COLLATE "C"`;

const siren = sirenOf('e.id');

const all = (value: Fragment, from: Fragment, order: Fragment): Fragment =>
  sql`ARRAY(SELECT ${value} FROM ${from} ORDER BY ${order})`;

const first = (values: Fragment, from: Fragment, order: Fragment): Fragment =>
  sql`LATERAL (SELECT ${values} FROM ${from} ORDER BY ${order} LIMIT 1)`;

const phase = fill(phaseOn, { self: 's' });

const linkColumns = ['site', 'code_source', 'statistiques', 'budget', 'impact'];
const countColumns = [
  'effectif',
  'intrapreneurs',
  'developpeurs',
  'coachs',
  'autres',
  'agents_publics',
  'prestataires',
];

export const startupsDetailTable = table({
  name: 'startups-detail',
  title: 'Startups d’État en détail',
  description:
    'Les startups d’État à la date de référence, avec leur incubateur, leurs administrations porteuses, leur service, leur phase, l’effectif de leur équipe et leurs liens : l’essentiel du registre en un seul fichier. Une startup par ligne ; les autres tables donnent l’histoire et tous les détails.',
  from: sql`${equipesTable.from}
    LEFT JOIN ${first(sql`e.slug, e.name`, incubators, byRank)} i ON true
    LEFT JOIN ${first(sql`e.slug, e.name, ${siren} AS siren`, sponsors, byRank)} c ON true
    LEFT JOIN ${first(sql`e.ministry_domain`, sql`${sponsors} AND e.ministry_domain IS NOT NULL`, byRank)} d ON true
    LEFT JOIN ${first(sql`v.slug, v.name, v.status, v.url`, services, openFirst)} v ON true`,
  isDerived: true,
  primaryKey: ['identifiant'],
  referenceDay: 'date_reference',
  foreignKeys: {
    identifiant: 'startups.identifiant',
    incubateur: 'entites.identifiant',
    commanditaire: 'entites.identifiant',
    service: 'services.identifiant',
  },
  columns: {
    ...columnsOf(startupsTable, ['identifiant', 'nom', 'accroche', 'active', 'phase_actuelle']),
    phase_actuelle_libelle: text(
      labelIn(PHASE_NAMES.labels, phase),
      'Libellé de la phase actuelle ; vide sans phase actuelle connue.',
      'Construction',
      { title: 'Libellé de la phase actuelle' },
    ),
    ...columnsOf(startupsTable, ['debut', 'debut_phase_actuelle']),
    jours_phase_actuelle: integer(
      sql`${on}::date - ${fill(phaseStartedOn, { self: 's' })}`,
      'Nombre de jours du premier jour de la phase actuelle à la date de référence ; vide si ce premier jour est vide.',
      84,
      { title: 'Jours dans la phase actuelle' },
    ),
    incubateur: text(
      sql`i.slug`,
      'Identifiant du premier incubateur de la startup ; vide si aucun incubateur n’est connu.',
      'dinum',
    ),
    incubateur_nom: text(
      sql`i.name`,
      'Nom du premier incubateur ; vide sans incubateur connu.',
      'Incubateur de la DINUM',
      {
        title: 'Nom de l’incubateur',
      },
    ),
    incubateurs: list(
      all(sql`e.slug`, incubators, byRank),
      'Identifiants de tous les incubateurs de la startup, dans leur ordre, en tableau JSON ; [] si aucun n’est connu.',
      ['dinum'],
    ),
    commanditaire: text(
      sql`c.slug`,
      'Identifiant de la première administration porteuse (commanditaire) ; vide si aucune n’est connue.',
      'cnam',
    ),
    commanditaire_nom: text(
      sql`c.name`,
      'Nom de la première administration porteuse ; vide si aucune n’est connue.',
      'Caisse nationale de l’assurance maladie',
      { title: 'Nom du commanditaire' },
    ),
    siren_commanditaire: sirenColumn(sql`c.siren`, 'de la première administration porteuse', {
      title: 'SIREN du commanditaire',
    }),
    commanditaires: list(
      all(sql`e.slug`, sponsors, byRank),
      'Identifiants de toutes les administrations porteuses, dans leur ordre, en tableau JSON ; [] si aucune n’est connue.',
      ['cnam', 'dss'],
    ),
    sirens_commanditaires: list(
      all(siren, sql`${sponsors} AND ${siren} IS NOT NULL`, byRank),
      'Numéros SIREN connus des administrations porteuses, dans leur ordre, en tableau JSON ; [] si aucun n’est connu.',
      ['180035024'],
      { title: 'SIREN des commanditaires' },
    ),
    domaine_ministeriel: text(
      sql`d.ministry_domain`,
      'Domaine ministériel de la première administration porteuse qui en a un, dans les termes de beta.gouv.fr ; vide si aucun n’est connu.',
      'solidarite-sante',
      { title: 'Domaine ministériel', codes: MINISTRY_DOMAIN_CODES },
    ),
    domaine_ministeriel_libelle: text(
      labelIn(MINISTRY_DOMAIN_LABELS, sql`d.ministry_domain`),
      'Libellé du domaine ministériel ; vide sans domaine ministériel, ou si beta.gouv.fr n’en donne pas le libellé.',
      'Solidarités et santé',
      { title: 'Libellé du domaine ministériel' },
    ),
    service: text(
      sql`v.slug`,
      'Identifiant du service public numérique que la startup construit : le premier qui n’est pas fermé, par identifiant, sinon le premier ; vide si aucun n’est connu.',
      'mes-aides',
    ),
    service_nom: text(sql`v.name`, 'Nom de ce service ; vide si aucun service n’est connu.', 'mes-aides.gouv.fr', {
      title: 'Nom du service',
    }),
    service_statut: word(
      SERVICE_STATUSES,
      sql`v.status`,
      'Statut de ce service ; vide si aucun service n’est connu.',
      'LIVE',
      {
        title: 'Statut du service',
      },
    ),
    service_url: url(sql`v.url`, 'Adresse de ce service ; vide si non renseigné.', 'https://mes-aides.gouv.fr', {
      title: 'Adresse du service',
    }),
    services: list(
      all(sql`v.slug`, services, sql`v.slug COLLATE "C"`),
      'Identifiants de tous les services que la startup a construits, en tableau JSON ; [] si aucun n’est connu.',
      ['mes-aides'],
    ),
    ...columnsOf(equipesTable, countColumns),
    ...columnsOf(startupsTable, linkColumns),
    ...columnsOf(startupsTable, ['contact', 'accessibilite', 'thematiques', 'technologies']),
    ...columnsOf(startupsTable, ['phase_inconnue', 'absente_depuis', 'date_reference']),
  },
});
