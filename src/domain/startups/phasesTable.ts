import { date, integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { PHASE_NAMES, PHASES_BY_RANK } from './lifecycle.ts';

export const phasesTable = table({
  name: 'phases',
  title: 'Phases des startups d’État',
  description:
    'L’histoire de chaque startup d’État, phase après phase : les étapes de l’incubation, puis son issue. Une phase par ligne. Les chevauchements et les interruptions sont ceux de la source.',
  from: sql`phase p JOIN startup s ON s.id = p.startup_id`,
  orderBy: sql`s.slug COLLATE "C", p.started_on, p.name`,
  sortedBy: ['startup', 'debut', { name: 'phase', words: PHASES_BY_RANK.map((phase) => PHASE_NAMES.words[phase]) }],
  primaryKey: ['startup', 'debut', 'phase'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    phase: word(PHASE_NAMES, sql`p.name`, 'Nom de la phase, parmi une liste fermée.', 'CONSTRUCTION', {
      required: true,
    }),
    debut: date(sql`p.started_on`, 'Premier jour de la phase.', '2014-09-01', { title: 'Début', required: true }),
    fin: date(
      sql`p.ended_on`,
      'Dernier jour de la phase, ou premier jour de la suivante ; vide tant que la phase est en cours.',
      '2015-03-01',
    ),
    duree_jours: integer(
      sql`p.days`,
      'Nombre de jours entre le début et la fin ; vide tant que la phase est en cours.',
      181,
      { title: 'Durée en jours' },
    ),
    commentaire: text(
      sql`p.comment`,
      'Commentaire de la source sur cette phase ; vide s’il n’y en a pas.',
      'Premiers utilisateurs en Seine-Saint-Denis.',
    ),
  },
});
