import { list, text, url, word } from '../../openData/column.ts';
import { type NewsSection, table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { SERVICE_STATUSES } from './ServiceStatus.ts';

export const servicesTable = table({
  name: 'services',
  title: 'Services publics numériques',
  description:
    'Les services numériques que l’État offre aux usagers, un par ligne, avec l’entité qui en répond et les startups d’État qui les ont construits. Un service survit à la startup dont il vient.',
  from: sql`service v LEFT JOIN entity e ON e.id = v.operator_id`,
  orderBy: sql`v.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  news: {
    name: (service) => `${service('nom')} (${service('identifiant')})`,
    sections: [
      { title: 'Services ouverts', detail: becomes(SERVICE_STATUSES.words.LIVE) },
      { title: 'Services fermés', detail: becomes(SERVICE_STATUSES.words.CLOSED) },
    ],
  },
  foreignKeys: { operateur: 'entites.identifiant' },
  columns: {
    identifiant: text(sql`v.slug`, 'Identifiant stable du service, jamais réattribué.', 'mes-aides', {
      required: true,
      unique: true,
    }),
    nom: text(sql`v.name`, 'Nom du service, tel que les usagers le connaissent.', 'mes-aides.gouv.fr', {
      required: true,
    }),
    description: text(
      sql`v.description`,
      'Ce que fait le service ; vide si ce n’est pas dit.',
      'Simule les droits d’un foyer à une vingtaine d’aides sociales.',
    ),
    url: url(
      sql`v.url`,
      'Adresse où les usagers l’atteignent ; vide si elle n’est pas connue.',
      'https://mes-aides.gouv.fr',
      {
        title: 'URL',
      },
    ),
    statut: word(SERVICE_STATUSES, sql`v.status`, 'Où en est le service, parmi une liste fermée.', 'LIVE', {
      required: true,
    }),
    operateur: text(
      sql`e.slug`,
      'Identifiant de l’entité qui répond du service aujourd’hui ; vide si elle n’est pas connue.',
      'dinum',
      { title: 'Opérateur' },
    ),
    startups: list(
      sql`ARRAY(SELECT s.slug FROM service_startup x JOIN startup s ON s.id = x.startup_id WHERE x.service_id = v.id ORDER BY x.position, s.slug COLLATE "C")`,
      'Identifiants des startups d’État qui ont construit le service, dans leur ordre, en tableau JSON ; [] s’il a été construit autrement.',
      ['mes-aides'],
      { title: 'Startups d’État' },
    ),
  },
});

function becomes(status: string): NewsSection['detail'] {
  return (before, after) => (after?.('statut') === status && before?.('statut') !== status ? '' : null);
}
