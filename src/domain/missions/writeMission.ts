import { fail } from '../../errors/errors.ts';
import { differenceOf, differs, writeDifference } from '../../register/children.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault, requireVersion } from '../../register/lock.ts';
import { changesOf, required } from '../../register/patch.ts';
import { newSlug } from '../../register/slugs.ts';
import type { Values, Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { openEntity } from '../entities/entityRows.ts';
import { ACTIONS, actionsOf, THEMES, themesOf } from './missionChildren.ts';
import type { CloseMissionInput, CreateMissionInput, UpdateMissionInput } from './missionInputs.ts';

/** Creates a mission; its key. */
export async function createMission(writer: Writer, input: CreateMissionInput): Promise<number> {
  const faults = new InputFaults();
  const values = {
    slug: await newSlug(writer, faults, 'mission', input.slug),
    ...(await valuesOf(writer, faults, input, null)),
  };
  const themes = await themesOf(writer, faults, input.themes);
  const actions = await actionsOf(writer, faults, input.actions);
  faults.refuseIfAny();
  const key = await writer.insert('mission', values);
  await writeDifference(writer, THEMES, key, { gone: [], come: themes });
  await writeDifference(writer, ACTIONS, key, { gone: [], come: actions });
  return key;
}

/** Changes a mission; its key. */
export async function updateMission(writer: Writer, input: UpdateMissionInput): Promise<number> {
  const faults = new InputFaults();
  const found = await knownMission(writer, faults, input.mission);
  const values = await valuesOf(writer, faults, input, found?.entity_id ?? null);
  const themes = await themesOf(writer, faults, input.themes);
  const actions = await actionsOf(writer, faults, input.actions);
  const row = foundWithoutFault(faults, found);
  requireVersion(`mission ${row.slug}`, input.version, row.version);
  const changes = changesOf({ ...row }, values);
  const differences = {
    themes: await differenceOf(writer, THEMES, row.id, input.themes === undefined ? null : themes),
    actions: await differenceOf(writer, ACTIONS, row.id, input.actions === undefined ? null : actions),
  };
  if (Object.keys(changes).length === 0 && !differs(differences.themes) && !differs(differences.actions)) {
    fail(ALREADY_DONE, { what: `mission ${row.slug} is so` });
  }
  await writer.update('mission', row.id, { ...changes, updated_at: new Date() });
  await writeDifference(writer, THEMES, row.id, differences.themes);
  await writeDifference(writer, ACTIONS, row.id, differences.actions);
  return row.id;
}

/** Closes a mission; its key. */
export async function closeMission(writer: Writer, input: CloseMissionInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const row = foundWithoutFault(faults, await knownMission(writer, faults, input.mission));
  const subject = `mission ${row.slug}`;
  if (row.closed_on !== null) fail(ALREADY_DONE, { what: `${subject} is closed` });
  requireVersion(subject, input.version, row.version);
  await writer.update('mission', row.id, { closed_on: input.on ?? today, updated_at: new Date() });
  return row.id;
}

interface MissionRow {
  id: number;
  slug: string;
  entity_id: number;
  name: string;
  statement: string;
  closed_on: string | null;
  version: number;
}

async function knownMission(writer: Writer, faults: InputFaults, slug: string): Promise<MissionRow | null> {
  const row = await writer.row<MissionRow>(
    sql`SELECT id, slug, entity_id, name, statement, closed_on, version FROM mission WHERE slug = ${value(slug)}`,
  );
  return faults.known('mission', slug, row, 'mission');
}

/** The values of an input, by column; undefined for what it leaves out. */
async function valuesOf(
  writer: Writer,
  faults: InputFaults,
  input: Pick<UpdateMissionInput, 'entity' | 'name' | 'statement'>,
  heldEntity: number | null,
): Promise<Values> {
  return {
    entity_id: await required(faults, 'entity', input.entity, (given) =>
      openEntity(writer, faults, 'entity', given, heldEntity),
    ),
    name: required(faults, 'name', input.name, (given) => faults.text('name', given, 500)),
    statement: required(faults, 'statement', input.statement, (given) => faults.text('statement', given)),
  };
}
