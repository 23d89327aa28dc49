import { integer, list, text } from '../../openData/column.ts';
import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { type ReleaseNotesSection, table } from '../../openData/table.ts';
import { fill, sql } from '../../sql/sql.ts';
import { formerSlugs } from '../entities/formerSlugs.ts';
import { sirenColumn, sirenOf } from '../entities/siren.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';
import { SERVICE_STATUSES, Service } from './Service.ts';

const { identifiant, nom, description, url, statut, operateur, modifie_le, ...others } = exportedColumns(Service, 'v', {
  operator: 'e',
});

export const servicesTable = table({
  name: 'services',
  title: 'Services publics numériques',
  description:
    'Les services numériques que l’État offre aux usagers, avec l’entité responsable et les startups d’État qui les ont construits. Un service peut continuer après la fin de la startup dont il est issu. Un service par ligne.',
  from: sql`service v LEFT JOIN entity e ON e.id = v.operator_id`,
  primaryKey: ['identifiant'],
  releaseNotes: {
    name: (service) => `${service('nom')} (${service('identifiant')})`,
    sections: [
      { title: 'Services ouverts', detail: becomes(SERVICE_STATUSES.words.LIVE) },
      { title: 'Services fermés', detail: becomes(SERVICE_STATUSES.words.CLOSED) },
    ],
  },
  foreignKeys: { operateur: 'entites.identifiant' },
  columns: {
    ...{ identifiant, nom, description, url, statut, operateur },
    startups: list(
      sql`ARRAY(SELECT s.slug FROM service_startup x JOIN startup s ON s.id = x.startup_id WHERE x.service_id = v.id ORDER BY x.position, s.slug COLLATE "C")`,
      'Identifiants des startups d’État qui ont construit le service, dans leur ordre, en tableau JSON ; [] si aucune startup ne l’a construit.',
      ['mes-aides'],
      { title: 'Startups d’État' },
    ),
    anciens_identifiants: list(
      fill(formerSlugs('service'), { self: 'v' }),
      'Identifiants que le service portait avant un renommage ou une fusion, en tableau JSON ; [] s’il n’y en a pas.',
      ['mes-aides-simulateur'],
      { title: 'Anciens identifiants' },
    ),
    // Last, because a new column must come after the released ones.
    ...others,
    siren_operateur: sirenColumn(sirenOf('v.operator_id'), 'de l’entité responsable', {
      title: 'SIREN de l’opérateur',
    }),
    cree_le: createdColumn('v', 'le service'),
    modifie_le,
  },
});

export const servicesStartupsTable = table({
  name: 'services_startups',
  title: 'Startups d’État à l’origine des services',
  description:
    'Les startups d’État qui ont construit chaque service. Une association par ligne : un service peut être issu de plusieurs startups, et une startup peut construire plusieurs services.',
  from: sql`service_startup x JOIN service v ON v.id = x.service_id JOIN startup s ON s.id = x.startup_id`,
  primaryKey: ['service', 'startup'],
  foreignKeys: { service: 'services.identifiant', startup: 'startups.identifiant' },
  columns: {
    service: text(sql`v.slug`, 'Identifiant du service.', 'mes-aides', { required: true }),
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    rang: integer(sql`x.position + 1`, 'Rang de la startup parmi celles du service, à partir de 1.', 1, {
      required: true,
    }),
  },
});

function becomes(status: string): ReleaseNotesSection['detail'] {
  return (before, after) => (after?.('statut') === status && before?.('statut') !== status ? '' : null);
}

export const satisfactionTable = table({
  name: 'satisfaction',
  title: 'Enquêtes de satisfaction des services',
  description:
    'Les résultats des enquêtes de satisfaction menées auprès des usagers des services. Une enquête par ligne.',
  from: sql`satisfaction_survey q JOIN service v ON v.id = q.service_id`,
  primaryKey: ['service', 'date'],
  foreignKeys: { service: 'services.identifiant' },
  columns: exportedColumns(SatisfactionSurvey, 'q', { service: 'v' }),
});
