import { fail } from '../../errors/errors.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault } from '../../register/lock.ts';
import { keysBySlug } from '../../register/slugs.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
import { ALREADY_DONE, METHOD_INCOMPLETE } from '../domainErrors.ts';
import { entityAsked } from '../teams/entityAsked.ts';
import type { Agreement } from './Agreement.ts';
import { agreementAsked } from './agreementAsked.ts';
import { missingFor } from './birth.ts';
import type { ConstituteStartupInput } from './ConstituteStartupInput.ts';

/** Constitutes a startup under an agreement, with its service to come; its key. */
export async function constituteStartup(writer: Writer, input: ConstituteStartupInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const on = input.on ?? today;
  const agreement = input.agreement == null ? null : await agreementAsked(writer, faults, 'agreement', input.agreement);
  const born = agreement !== null && agreement.startupKey !== null;
  const startup = {
    slug: faults.slug('slug', input.slug),
    name: faults.text('name', input.name, 500),
    pitch: faults.optionalText('pitch', input.pitch),
  };
  const service = readService(faults, input, startup);
  if (!born) await refuseTaken(writer, faults, input, { startup: startup.slug, service: service.slug });
  const incubator = foundWithoutFault(
    faults,
    await entityAsked(writer, faults, 'incubator', input.incubator, { on, kind: 'INCUBATOR' }),
  );

  if (born) fail(ALREADY_DONE, { what: `${agreement.id} led to a startup` });
  const missing = await missingFor(writer, 'constituteStartup', agreement, on);
  if (missing.length > 0 || !agreement) fail(METHOD_INCOMPLETE, { command: 'constituteStartup', missing });

  const key = await writer.insert('startup', startup);
  await writer.insert('phase', { startup_id: key, name: 'INVESTIGATION', started_on: on });
  await writer.insertAll('startup_sponsor', [{ startup_id: key, entity_id: agreement.administrationKey, position: 0 }]);
  await writer.insertAll('startup_incubator', [{ startup_id: key, entity_id: incubator, position: 0 }]);
  const serviceKey = await writer.insert('service', { ...service, status: 'PLANNED' });
  await writer.insertAll('service_startup', [{ service_id: serviceKey, startup_id: key, position: 0 }]);
  await leadTo(writer, agreement, key);
  return key;
}

function readService(
  faults: InputFaults,
  { service, slug }: ConstituteStartupInput,
  startup: { name: string },
): { slug: string; name: string; description: string | null } {
  return {
    slug: service?.slug == null ? slug : faults.slug('service.slug', service.slug),
    name: faults.optionalText('service.name', service?.name, 500) ?? startup.name,
    description: faults.optionalText('service.description', service?.description),
  };
}

async function refuseTaken(
  writer: Writer,
  faults: InputFaults,
  input: ConstituteStartupInput,
  slugs: { startup: string; service: string },
): Promise<void> {
  const startups = await keysBySlug(writer, 'startup', [slugs.startup]);
  if (startups.size > 0) faults.add('slug', `${excerpt(slugs.startup, 60)} is taken: another startup has it`);
  const services = await keysBySlug(writer, 'service', [slugs.service]);
  if (services.size === 0) return;
  if (input.service?.slug != null) {
    faults.add('service.slug', `${excerpt(slugs.service, 60)} is taken: another service has it`);
  } else {
    faults.add('slug', `a service is named ${excerpt(slugs.service, 60)} already: give another, or service.slug`);
  }
}

/** What was gathered under the agreement is from now on that of the startup. */
async function leadTo(writer: Writer, agreement: Agreement, startup: number): Promise<void> {
  await writer.update('agreement', agreement.key, { startup_id: startup, updated_at: new Date() });
  await writer.rows(
    sql`UPDATE pain_point SET startup_id = ${value(startup)}, updated_at = now() WHERE agreement_id = ${value(agreement.key)}`,
  );
  await writer.rows(
    sql`UPDATE membership SET startup_id = ${value(startup)} WHERE agreement_id = ${value(agreement.key)}`,
  );
}
