import pg from 'pg';
import { DataSource } from 'typeorm';
import { Agreement } from './domain/agreements/Agreement.ts';
import { PainPoint } from './domain/agreements/PainPoint.ts';
import { Rebilling } from './domain/agreements/Rebilling.ts';
import { Entity } from './domain/entities/Entity.ts';
import { EntityIdentifier } from './domain/entities/EntityIdentifier.ts';
import { EntitySuccession } from './domain/entities/EntitySuccession.ts';
import { Objective } from './domain/incubation/Objective.ts';
import { ScalePlan } from './domain/incubation/ScalePlan.ts';
import { MethodRole } from './domain/method/MethodRole.ts';
import { MethodStep } from './domain/method/MethodStep.ts';
import { Mission } from './domain/missions/Mission.ts';
import { MissionAction } from './domain/missions/MissionAction.ts';
import { SatisfactionSurvey } from './domain/services/SatisfactionSurvey.ts';
import { Service } from './domain/services/Service.ts';
import { Link } from './domain/startups/Link.ts';
import { Phase } from './domain/startups/Phase.ts';
import { Startup } from './domain/startups/Startup.ts';
import { StartupEvent } from './domain/startups/StartupEvent.ts';
import { Membership } from './domain/teams/Membership.ts';
import { PublicContract } from './domain/teams/PublicContract.ts';
import { Theme } from './domain/themes/Theme.ts';
import { ImportFinding } from './importing/findings/ImportFinding.ts';
import { ImportSource } from './importing/findings/ImportSource.ts';
import { migrations } from './migrations/migrations.ts';
import { Publication, PublicationStep } from './publishing/publication/Publication.ts';
import { JournalEntry } from './register/journal/JournalEntry.ts';
import { Register } from './register/Register.ts';
import { AccessToken } from './register/tokens/AccessToken.ts';

/** THE list of classes that are tables. */
export const TABLES = [
  AccessToken,
  Agreement,
  Entity,
  EntityIdentifier,
  EntitySuccession,
  ImportFinding,
  ImportSource,
  JournalEntry,
  Link,
  Membership,
  MethodRole,
  MethodStep,
  Mission,
  MissionAction,
  Objective,
  PainPoint,
  Phase,
  PublicContract,
  Publication,
  PublicationStep,
  Rebilling,
  Register,
  SatisfactionSurvey,
  ScalePlan,
  Service,
  Startup,
  StartupEvent,
  Theme,
];

/** How to reach a database: a PostgreSQL by its URL, or what the embedded one gives to the ordinary client. */
export type Connection = { url: string } | { embedded: object };

// A date has no time and no zone: it stays the text that PostgreSQL wrote.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * THE DataSource of the register, not yet connected. TypeORM is here for the connection, the migrations and the
 * transactions of commands; reads go through `foundation/reader.ts`, on the same pool.
 */
export function dataSourceOf(connection: Connection): DataSource {
  return new DataSource({
    type: 'postgres',
    ...('url' in connection ? { url: connection.url, extra: POOL } : { extra: connection.embedded }),
    entities: TABLES,
    migrations: migrations(),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
  });
}

// Without these the driver waits for ever, and settings of the server could leak into texts.
const POOL = {
  max: 10,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  options: '-c timezone=UTC -c datestyle=ISO,YMD -c lock_timeout=10s -c idle_in_transaction_session_timeout=300s',
};

/** How a PostgreSQL is read. To compile a statement takes longer than any that a request may cost. */
export const READING_POOL = {
  ...POOL,
  // What a connection has prepared goes with it: filters have many shapes.
  maxLifetimeSeconds: 3_600,
  options: `${POOL.options} -c default_transaction_read_only=on -c jit=off`,
};
