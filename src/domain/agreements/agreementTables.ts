import { repetition } from '../../openData/column.ts';
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
  primaryKey: ['administration', 'signature', 'startup', 'numero'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(Agreement, 'g', { administration: 'e', startup: 's' }),
    numero: repetition(
      [sql`g.administration_id`, sql`g.signed_on`, sql`g.startup_id`],
      [sql`g.ends_on NULLS FIRST`, sql`g.cost_cents NULLS FIRST`, sql`g.rebilled_share NULLS FIRST`],
      'Numéro de la convention, à partir de 2, si l’administration en a déjà signé une le même jour pour la même startup ; vide sinon.',
    ),
  },
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
  primaryKey: ['administration', 'date', 'startup', 'enonce', 'numero'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: {
    ...{ administration, startup, date, ...others },
    numero: repetition(
      [sql`i.administration_id`, sql`i.raised_on`, sql`i.startup_id`, sql`i.statement`],
      [sql`i.id`],
      'Numéro de l’irritant, à partir de 2, si l’administration a déjà relevé le même irritant le même jour ; vide sinon.',
    ),
  },
});
