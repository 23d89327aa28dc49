import { Int } from 'type-graphql';
import { type CommandContext, field, optional } from '../../../register/commands/defineCommand.ts';
import { requireVersion } from '../../../register/commands/lookups.ts';
import type { Writer } from '../../../register/writer.ts';
import { fill, self, sql, value } from '../../../sql/sql.ts';
import type { PhaseName } from '../../startups/lifecycle.ts';
import { startedOn } from '../../startups/startupState.ts';
import { type IncubationState, latestPhase, metOn, receiverOn } from '../incubationState.ts';

/** The startup of an input, as the commands of incubation read it. */
export interface IncubatedStartup extends IncubationState {
  key: number;
  slug: string;
  version: number;
  /** The first day of its first phase; null without any. */
  firstDay: string | null;
  phaseKey: number | null;
  phase: PhaseName | null;
  phaseStartedOn: string | null;
  /** The administration that receives its services unless the input names another. */
  receiverKey: number | null;
}

/** The last field of inputs about a startup. */
export const startupVersion = optional(Int, 'Version — of the startup as it was seen; not checked if not said.');

/** The first field of inputs about a startup. */
export const startupSlug = field(String, 'Startup — its slug.');

/** The fields that name a startup and its version. */
interface StartupInput {
  readonly startup: string;
  readonly version?: number | null;
}

/** The startup that an input names, with the conditions that it meets on a day; adds an error if there is none. */
export async function findStartup(
  { writer, errors }: CommandContext,
  { startup }: StartupInput,
  on: string,
): Promise<IncubatedStartup | null> {
  const found = await writer.row<IncubatedStartup>(
    fill(
      sql`SELECT ${self}.id AS key, ${self}.slug, ${self}.version, ${startedOn} AS "firstDay", p.id AS "phaseKey", p.name AS phase, p.started_on AS "phaseStartedOn", ${metOn} AS met, ${receiverOn} AS "receiverKey" FROM startup ${self} LEFT JOIN LATERAL (${latestPhase}) p ON true WHERE ${self}.slug = ${value(startup)}::text`,
      { self: 'i', arguments: { on } },
    ),
  );
  return errors.found('startup', startup, found, 'startup');
}

/** The startup found. Throws the errors of the input, then CONFLICT if the startup has changed since `version`. */
export function requireCurrent(
  { errors }: CommandContext,
  found: IncubatedStartup | null,
  { version }: StartupInput,
): IncubatedStartup {
  const startup = errors.foundOrThrow(found);
  if (version != null) requireVersion(`startup ${startup.slug}`, version, startup.version);
  return startup;
}

/** Marks a startup as changed when rows that belong to it change. */
export async function touchStartup(writer: Writer, { key }: IncubatedStartup): Promise<void> {
  await writer.rows(sql`UPDATE startup SET updated_at = now() WHERE id = ${value(key)}`);
}
