import { date, integer, number, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const conventionsTable = table({
  name: 'conventions',
  title: 'Conventions signées avec les administrations',
  description:
    'Les conventions par lesquelles une administration et l’incubateur s’accordent sur une startup d’État : qui finance quoi, quelle part est refacturée, pour combien de temps. Une convention par ligne.',
  from: sql`agreement g JOIN entity e ON e.id = g.administration_id LEFT JOIN startup s ON s.id = g.startup_id`,
  orderBy: sql`e.slug COLLATE "C", g.signed_on, s.slug COLLATE "C" NULLS FIRST, g.ends_on NULLS FIRST, g.cost_cents NULLS FIRST, g.rebilled_share NULLS FIRST`,
  sortedBy: ['administration', 'signature', 'startup', 'fin', 'cout_centimes', 'part_refacturee'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: {
    administration: text(sql`e.slug`, 'Identifiant de l’administration signataire.', 'cnam', { required: true }),
    startup: text(
      sql`s.slug`,
      'Identifiant de la startup à laquelle la convention a mené ; vide tant qu’elle n’est pas constituée.',
      'mes-aides',
    ),
    signature: date(sql`g.signed_on`, 'Jour de la signature.', '2014-01-15', {
      title: 'Date de signature',
      required: true,
    }),
    fin: date(sql`g.ends_on`, 'Dernier jour de la convention ; vide si elle n’en fixe pas.', '2014-12-31', {
      title: 'Date de fin',
    }),
    cout_centimes: integer(
      sql`g.cost_cents`,
      'Coût de l’incubation, en centimes d’euro ; vide s’il n’est pas dit.',
      20000000,
      { title: 'Coût en centimes d’euro' },
    ),
    part_refacturee: number(
      sql`g.rebilled_share`,
      'Part du coût refacturée à l’administration, de 0 (rien) à 1 (tout) ; vide si elle n’est pas dite.',
      0.5,
      { title: 'Part refacturée' },
    ),
  },
});
