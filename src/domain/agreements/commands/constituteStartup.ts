import { ID } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import {
  type CommandContext,
  defineCommand,
  field,
  type InputOf,
  NestedInput,
  optional,
} from '../../../register/commands/defineCommand.ts';
import { hasSlug } from '../../../register/commands/lookups.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { excerpt } from '../../../values/text.ts';
import { METHOD_INCOMPLETE } from '../../domainErrors.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { Startup } from '../../startups/Startup.ts';
import type { Agreement } from '../Agreement.ts';
import { missingConditionsFor } from '../birth.ts';
import { findAgreement } from './findAgreement.ts';

const plannedServiceInput = new NestedInput('PlannedServiceInput', 'The first service of a new startup.', {
  slug: optional(String, 'The slug of the service, unique among services. Default: the slug of the startup.'),
  name: optional(String, 'The name of the service, at most 500 characters. Default: the name of the startup.'),
  description: optional(String, 'The purpose of the service, in French, at most 10,000 characters.'),
});

const fields = {
  agreement: optional(
    ID,
    'The global id of an agreement in force on the day `on`, with an intrapreneur, a coach and a developer. Without it, the mutation fails with `METHOD_INCOMPLETE`.',
  ),
  slug: field(
    String,
    'The slug of the startup, unique among startups. It is also that of the service unless `service` has one.',
  ),
  name: field(String, 'The name as its team writes it, at most 500 characters.'),
  pitch: optional(String, 'The purpose of the startup in one French sentence, at most 10,000 characters.'),
  incubator: field(String, 'The slug of an entity of the kind `INCUBATOR`.'),
  on: optional(DateScalar, 'The first day of the investigation. Default: today in Paris.'),
  service: optional(
    plannedServiceInput,
    'The planned service of the startup. Default: a service with the slug and the name of the startup.',
  ),
};

export const constituteStartup = defineCommand({
  name: 'constituteStartup',
  role: 'EDITOR',
  description:
    'Constitutes a startup: the last step of its birth. The startup starts its investigation, with a planned service. Fails with `METHOD_INCOMPLETE` and the missing conditions, or with `ALREADY_DONE` if the agreement already led to a startup.',
  returns: () => Startup,
  input: fields,
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const on = input.on ?? today;
    const agreement = input.agreement == null ? null : await findAgreement(ctx, input.agreement);
    const isConstituted = agreement !== null && agreement.startupKey !== null;
    const startup = {
      slug: errors.slug('slug', input.slug),
      name: errors.name('name', input.name),
      pitch: errors.optionalText('pitch', input.pitch),
    };
    const service = {
      slug: input.service?.slug == null ? input.slug : errors.slug('service.slug', input.service.slug),
      name: errors.optionalName('service.name', input.service?.name) ?? startup.name,
      description: errors.optionalText('service.description', input.service?.description),
    };
    if (!isConstituted) await checkNewSlugs(ctx, input, service.slug);
    const incubator = errors.foundOrThrow(
      await findEntityKey(ctx, 'incubator', input.incubator, { on, kind: 'INCUBATOR' }),
    );

    if (isConstituted) fail(ALREADY_DONE, { what: `${agreement.id} led to a startup` });
    const missing = await missingConditionsFor(writer, 'constituteStartup', agreement, on);
    if (missing.length > 0 || !agreement) fail(METHOD_INCOMPLETE, { command: 'constituteStartup', missing });

    const key = await writer.insert('startup', startup);
    await writer.insert('phase', { startup_id: key, name: 'INVESTIGATION', started_on: on });
    await writer.insertAll('startup_sponsor', [
      { startup_id: key, entity_id: agreement.administrationKey, position: 0 },
    ]);
    await writer.insertAll('startup_incubator', [{ startup_id: key, entity_id: incubator, position: 0 }]);
    const serviceKey = await writer.insert('service', { ...service, status: 'PLANNED' });
    await writer.insertAll('service_startup', [{ service_id: serviceKey, startup_id: key, position: 0 }]);
    await moveToStartup(writer, agreement, key);
    return key;
  },
});

async function checkNewSlugs(ctx: CommandContext, input: InputOf<typeof fields>, service: string): Promise<void> {
  const { errors } = ctx;
  if (await hasSlug(ctx, 'startup', input.slug)) {
    errors.add('slug', `${excerpt(input.slug, 60)} is the slug of another startup: choose another`);
  }
  if (!(await hasSlug(ctx, 'service', service))) return;
  if (input.service?.slug != null) {
    errors.add('service.slug', `${excerpt(service, 60)} is the slug of another service: choose another`);
  } else {
    errors.add('slug', `${excerpt(service, 60)} is the slug of a service: choose another, or give service.slug`);
  }
}

/** Links the agreement, its pain points and its members to the startup. */
async function moveToStartup(writer: TableWriter, agreement: Agreement, startup: number): Promise<void> {
  await writer.update('agreement', agreement.key, { startup_id: startup, updated_at: new Date() });
  await writer.rows(
    sql`UPDATE pain_point SET startup_id = ${value(startup)}, updated_at = now() WHERE agreement_id = ${value(agreement.key)}`,
  );
  await writer.rows(
    sql`UPDATE membership SET startup_id = ${value(startup)} WHERE agreement_id = ${value(agreement.key)}`,
  );
}
