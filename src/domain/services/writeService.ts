import { fail } from '../../errors/errors.ts';
import { webAddress } from '../../register/addresses.ts';
import type { Children } from '../../register/children.ts';
import { differenceOf, differs, writeDifference } from '../../register/children.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault, requireVersion } from '../../register/lock.ts';
import { changesOf, clearable, required } from '../../register/patch.ts';
import { keysOf, newSlug } from '../../register/slugs.ts';
import type { Values, Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { openEntity } from '../entities/entityRows.ts';
import type { CloseServiceInput, CreateServiceInput, UpdateServiceInput } from './serviceInputs.ts';

/** The startups that built a service, as rows. */
const STARTUPS: Children = {
  table: 'service_startup',
  owner: 'service_id',
  keys: ['startup_id'],
  values: ['position'],
};

/** Creates a service; its key. */
export async function createService(writer: Writer, input: CreateServiceInput): Promise<number> {
  const faults = new InputFaults();
  const values = {
    slug: await newSlug(writer, faults, 'service', input.slug),
    ...(await valuesOf(writer, faults, { ...input, status: input.status ?? 'PLANNED' }, null)),
  };
  const startups = await startupsOf(writer, faults, input.startups);
  faults.refuseIfAny();
  const key = await writer.insert('service', values);
  await writeDifference(writer, STARTUPS, key, { gone: [], come: startups });
  return key;
}

/** Changes a service; its key. */
export async function updateService(writer: Writer, input: UpdateServiceInput): Promise<number> {
  const faults = new InputFaults();
  const found = await knownService(writer, faults, input.service);
  const values = await valuesOf(writer, faults, input, found);
  const startups = await startupsOf(writer, faults, input.startups);
  const row = foundWithoutFault(faults, found);
  requireVersion(`service ${row.slug}`, input.version, row.version);
  const changes = changesOf({ ...row }, values);
  const difference = await differenceOf(writer, STARTUPS, row.id, input.startups === undefined ? null : startups);
  if (Object.keys(changes).length === 0 && !differs(difference)) {
    fail(ALREADY_DONE, { what: `service ${row.slug} is so` });
  }
  await writer.update('service', row.id, { ...changes, updated_at: new Date() });
  await writeDifference(writer, STARTUPS, row.id, difference);
  return row.id;
}

/** Closes a service; its key. */
export async function closeService(writer: Writer, input: CloseServiceInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const row = foundWithoutFault(faults, await knownService(writer, faults, input.service));
  const subject = `service ${row.slug}`;
  if (row.status === 'CLOSED') fail(ALREADY_DONE, { what: `${subject} is closed` });
  const on = input.on ?? today;
  const last = await writer.row<{ day: string | null }>(
    sql`SELECT max(surveyed_on) AS day FROM satisfaction_survey WHERE service_id = ${value(row.id)}`,
  );
  faults.inOrder('on', on, 'the last survey of its users', last?.day);
  faults.refuseIfAny();
  requireVersion(subject, input.version, row.version);
  await writer.update('service', row.id, { status: 'CLOSED', closed_on: on, updated_at: new Date() });
  return row.id;
}

interface ServiceRow {
  id: number;
  slug: string;
  name: string;
  description: string | null;
  url: string | null;
  status: string;
  operator_id: number | null;
  closed_on: string | null;
  version: number;
}

async function knownService(writer: Writer, faults: InputFaults, slug: string): Promise<ServiceRow | null> {
  const row = await writer.row<ServiceRow>(
    sql`SELECT id, slug, name, description, url, status, operator_id, closed_on, version FROM service WHERE slug = ${value(slug)}`,
  );
  return faults.known('service', slug, row, 'service');
}

async function startupsOf(
  writer: Writer,
  faults: InputFaults,
  given: readonly string[] | null | undefined,
): Promise<Values[]> {
  const keys = await keysOf(writer, faults, 'startups', 'startup', given);
  return keys.map((startup_id, position) => ({ startup_id, position }));
}

/** The values of an input, by column; undefined for what it leaves out. */
async function valuesOf(
  writer: Writer,
  faults: InputFaults,
  input: Omit<UpdateServiceInput, 'service' | 'version' | 'startups'>,
  held: ServiceRow | null,
): Promise<Values> {
  return {
    name: required(faults, 'name', input.name, (given) => faults.text('name', given, 500)),
    description: clearable(input.description, (given) => faults.text('description', given)),
    url: clearable(input.url, (given) => webAddress(faults, 'url', given)),
    status: required(faults, 'status', input.status, (given) => {
      if (given === 'CLOSED') faults.add('status', 'is CLOSED: closeService closes, and says since when');
      else if (held?.status === 'CLOSED') faults.add('status', `${held.slug} is closed and is not opened again`);
      return given;
    }),
    operator_id: await clearable(input.operator, (given) =>
      openEntity(writer, faults, 'operator', given, held?.operator_id ?? null),
    ),
  };
}
