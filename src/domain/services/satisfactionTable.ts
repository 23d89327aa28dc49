import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';

export const satisfactionTable = table({
  name: 'satisfaction',
  title: 'Enquêtes de satisfaction des services',
  description:
    'Ce que les usagers ont répondu quand on leur a demandé leur avis sur un service, une enquête par ligne.',
  from: sql`satisfaction_survey q JOIN service v ON v.id = q.service_id`,
  orderBy: sql`v.slug COLLATE "C", q.surveyed_on`,
  primaryKey: ['service', 'date'],
  foreignKeys: { service: 'services.identifiant' },
  columns: exported(SatisfactionSurvey, 'q', { service: 'v' }),
});
