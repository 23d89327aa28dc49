import { boolean, date, integer, list, text, words } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, sql } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { membersEver, teamOf } from './Team.ts';
import { type Employment, TEAM_ROLES } from './TeamRole.ts';

const ofStartup = teamOf.from;
const counts = Object.entries<Fragment>(teamOf.columns).map(([name, count]) => sql`${count} AS ${raw(`"${name}"`)}`);
const team = fill(sql`SELECT ${join(counts, ', ')} FROM ${teamOf.from}`, { parent: 's.id' });

export const equipesTable = table({
  name: 'equipes',
  title: 'Équipes des startups d’État',
  description:
    'Les effectifs de chaque startup d’État à la date de référence, par rôle. La méthode demande au moins un intrapreneur, un développeur et un coach ; cette règle s’applique aux startups dont une convention ou un objectif figure dans le registre (colonne « methode_applicable »). Une startup par ligne ; aucune personne n’est nommée ni identifiable.',
  from: sql`startup s CROSS JOIN LATERAL (${team}) t`,
  primaryKey: ['startup'],
  referenceDay: 'date_reference',
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true, unique: true }),
    date_reference: date(
      sql`${on}::date`,
      'Jour auquel vaut la composition de l’équipe, à l’heure de Paris : celui de la dernière modification du registre.',
      '2026-11-23',
      { title: 'Date de référence', required: true },
    ),
    effectif: integer(
      sql`t.size`,
      'Nombre de membres à la date de référence ; une personne qui exerce deux rôles compte une fois.',
      4,
      { required: true },
    ),
    intrapreneurs: integer(
      sql`t.intrapreneurs`,
      'Nombre d’intrapreneurs, experts métier issus d’une administration.',
      1,
      {
        required: true,
      },
    ),
    developpeurs: integer(sql`t.developers`, 'Nombre de développeurs.', 2, { title: 'Développeurs', required: true }),
    coachs: integer(sql`t.coaches`, 'Nombre de coachs, qui apportent la méthode.', 1, { required: true }),
    autres: integer(sql`t.others`, 'Nombre de membres d’autres métiers (design, déploiement…).', 0, {
      title: 'Autres métiers',
      required: true,
    }),
    complete: boolean(
      sql`t."isComplete"`,
      'Vrai si l’équipe compte au moins un intrapreneur, un développeur et un coach à la date de référence. Un manque n’est un défaut que si la colonne « methode_applicable » est vraie.',
      true,
      { title: 'Complète', required: true },
    ),
    manques: words(
      TEAM_ROLES,
      sql`t.shortfalls`,
      'Rôles demandés par la méthode que personne n’exerce à la date de référence, en tableau JSON ; [] si l’équipe est complète.',
      ['COACH'],
    ),
    membres_connus: integer(
      fill(membersEver.value, { self: 's' }),
      'Nombre total de membres distincts depuis l’origine de la startup, y compris ceux dont les dates ne sont pas connues.',
      12,
      { required: true },
    ),
    methode_applicable: boolean(
      sql`t."methodApplies"`,
      'Vrai si la règle d’équipe de la méthode s’applique à la startup, c’est-à-dire si une convention ou un objectif de la startup figure dans le registre.',
      false,
      { title: 'Méthode applicable', required: true },
    ),
    agents_publics: integer(employed('PUBLIC_AGENT'), 'Nombre de membres agents publics à la date de référence.', 1, {
      required: true,
    }),
    prestataires: integer(employed('CONTRACTOR'), 'Nombre de membres prestataires à la date de référence.', 3, {
      required: true,
    }),
    metiers: list(
      fill(
        sql`ARRAY(SELECT c.trade || ' : ' || c.count FROM (SELECT m.role_word AS trade, count(DISTINCT m.member_key) AS count FROM ${ofStartup} GROUP BY m.role_word) c ORDER BY c.count DESC, c.trade COLLATE "C")`,
        { parent: 's.id' },
      ),
      'Nombre de membres par métier à la date de référence, dans les termes de la source, en tableau JSON ; [] s’il n’y en a pas.',
      ['Développement : 2', 'Intraprenariat : 1'],
      { title: 'Métiers' },
    ),
    surnombre: words(
      TEAM_ROLES,
      sql`t.surplus`,
      'Rôles que plus de personnes exercent, à la date de référence, que la méthode ne le prévoit, en tableau JSON ; [] s’il n’y en a pas. Un surnombre n’est un défaut que si la colonne « methode_applicable » est vraie.',
      ['DEVELOPER'],
    ),
  },
});

/** The number of members of the startup `s` with an employment. */
function employed(employment: Employment): Fragment {
  return sql`(SELECT count(DISTINCT m.member_key)::int FROM ${fill(ofStartup, { parent: 's.id' })} AND m.employment = ${raw(`'${employment}'`)})`;
}
