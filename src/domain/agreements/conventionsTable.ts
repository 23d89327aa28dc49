import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Agreement } from './Agreement.ts';

export const conventionsTable = table({
  name: 'conventions',
  title: 'Conventions signées avec les administrations',
  description:
    'Les conventions par lesquelles une administration et l’incubateur s’accordent sur une startup d’État : qui finance quoi, quelle part est refacturée, pour combien de temps. Une convention par ligne.',
  from: sql`agreement g JOIN entity e ON e.id = g.administration_id LEFT JOIN startup s ON s.id = g.startup_id`,
  orderBy: sql`e.slug COLLATE "C", g.signed_on, s.slug COLLATE "C" NULLS FIRST, g.ends_on NULLS FIRST, g.cost_cents NULLS FIRST, g.rebilled_share NULLS FIRST`,
  sortedBy: ['administration', 'signature', 'startup', 'fin', 'cout_centimes', 'part_refacturee'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: exported(Agreement, 'g', { administration: 'e', startup: 's' }),
});
