import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Link } from './Link.ts';
import { Phase } from './Phase.ts';
import { StartupEvent } from './StartupEvent.ts';

export const phasesOf = manyBy(() => Phase, 'startupKey', sql`${self}.started_on, ${self}.name`);

export const incubatorsOf = manyThrough(
  () => Entity,
  { table: 'startup_incubator', from: 'startup_id', to: 'entity_id' },
  sql`${link}.position`,
);

export const sponsorsOf = manyThrough(
  () => Entity,
  { table: 'startup_sponsor', from: 'startup_id', to: 'entity_id' },
  sql`${link}.position`,
);

export const eventsOf = manyBy(() => StartupEvent, 'startupKey', sql`${self}.occurred_on, ${self}.position`);

export const linksOf = manyBy(() => Link, 'startupKey', sql`${self}.kind, ${self}.position`);
