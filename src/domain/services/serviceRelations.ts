import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';

export const startupsOf = manyThrough(
  () => Startup,
  { table: 'service_startup', from: 'service_id', to: 'startup_id' },
  sql`${link}.position, ${self}.name_key, ${self}.id`,
);

export const surveysOf = manyBy(() => SatisfactionSurvey, 'serviceKey', sql`${self}.surveyed_on`);
