import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { PHASE_NAMES, PHASES_BY_RANK } from './lifecycle.ts';
import { Phase } from './Phase.ts';

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
  columns: exported(Phase, 'p', { startup: 's' }),
});
