import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Agreement } from './Agreement.ts';
import { PainPoint } from './PainPoint.ts';

export const conventionsTable = table({
  name: 'conventions',
  title: 'Conventions signées avec les administrations',
  description:
    'Les conventions par lesquelles une administration et l’incubateur s’accordent sur une startup d’État : coût, part refacturée et durée. Une convention par ligne.',
  from: sql`agreement g JOIN entity e ON e.id = g.administration_id LEFT JOIN startup s ON s.id = g.startup_id`,
  orderBy: sql`e.slug COLLATE "C", g.signed_on, s.slug COLLATE "C" NULLS FIRST, g.ends_on NULLS FIRST, g.cost_cents NULLS FIRST, g.rebilled_share NULLS FIRST`,
  sortedBy: ['administration', 'signature', 'startup', 'fin', 'cout_centimes', 'part_refacturee'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: exportedColumns(Agreement, 'g', { administration: 'e', startup: 's' }),
});

const { administration, startup, date, ...others } = exportedColumns(PainPoint, 'i', {
  administration: 'e',
  startup: 's',
});

export const irritantsTable = table({
  name: 'irritants',
  title: 'Irritants à l’origine des startups d’État',
  description:
    'Les irritants relevés par les agents d’une administration, pour eux-mêmes ou pour les usagers : le point de départ des startups d’État. Un irritant par ligne.',
  from: sql`pain_point i JOIN entity e ON e.id = i.administration_id LEFT JOIN startup s ON s.id = i.startup_id`,
  orderBy: sql`e.slug COLLATE "C", i.raised_on, s.slug COLLATE "C" NULLS FIRST, i.statement COLLATE "C"`,
  sortedBy: ['administration', 'date', 'startup', 'enonce'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: { administration, startup, date, ...others },
});
