import type { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault, requireVersion } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { fill, self, sql, value } from '../../sql/sql.ts';
import type { PhaseName } from '../startups/lifecycle.ts';
import { startedOn } from '../startups/startupState.ts';
import type { IncubationState } from './incubationState.ts';
import { latestPhase, metOn, receiverOn } from './incubationState.ts';

/** A startup as its commands find it. */
export interface Incubated extends IncubationState {
  key: number;
  slug: string;
  version: number;
  /** The first day of its first phase; null without any. */
  firstDay: string | null;
  phaseKey: number | null;
  phase: PhaseName | null;
  phaseStartedOn: string | null;
  /** Who it goes back to when nobody is named. */
  receiverKey: number | null;
}

/** What the inputs about a startup have in common. */
export interface AboutStartup {
  startup: string;
  version?: number | null;
}

/** The startup that an input names, with its conditions as of a day; a fault if there is none. */
export async function incubatedOf(
  writer: Writer,
  faults: InputFaults,
  { startup }: AboutStartup,
  on: string,
): Promise<Incubated | null> {
  const found = await writer.row<Incubated>(
    fill(
      sql`SELECT ${self}.id AS key, ${self}.slug, ${self}.version, ${startedOn} AS "firstDay", p.id AS "phaseKey", p.name AS phase, p.started_on AS "phaseStartedOn", ${metOn} AS met, ${receiverOn} AS "receiverKey" FROM startup ${self} LEFT JOIN LATERAL (${latestPhase}) p ON true WHERE ${self}.slug = ${value(startup)}::text`,
      { self: 'i', arguments: { on } },
    ),
  );
  return faults.known('startup', startup, found, 'startup');
}

/** Refuses the faults of an input, then a startup that was changed since it was seen; what is left is that startup. */
export function unchanged(faults: InputFaults, found: Incubated | null, { version }: AboutStartup): Incubated {
  const startup = foundWithoutFault(faults, found);
  if (version != null) requireVersion(`startup ${startup.slug}`, version, startup.version);
  return startup;
}

/** Says that a startup, or what belongs to it, was changed. */
export async function touch(writer: Writer, { key }: Incubated): Promise<void> {
  await writer.rows(sql`UPDATE startup SET updated_at = now() WHERE id = ${value(key)}`);
}
