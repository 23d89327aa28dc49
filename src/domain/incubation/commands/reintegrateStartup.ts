import { DateScalar } from '../../../graphql/scalars.ts';
import { type CommandContext, defineCommand, optional } from '../../../register/commands/defineCommand.ts';
import { sql, value } from '../../../sql/sql.ts';
import { findEntity } from '../../entities/commands/findEntity.ts';
import { Startup } from '../../startups/Startup.ts';
import { KINDS_THAT_CANNOT_RECEIVE } from '../incubationState.ts';
import {
  checkDay,
  endAgreements,
  enterPhase,
  findStartup,
  phaseComment,
  requireCurrent,
  requireMove,
  startupSlug,
  startupVersion,
  touchStartup,
} from './incubatedStartup.ts';

export const reintegrateStartup = defineCommand({
  name: 'reintegrateStartup',
  role: 'EDITOR',
  description:
    'Moves a startup from the incubator to its administration. Its agreements in force end that day; its open services become live services of the receiving administration. Fails with `MOVE_NOT_ALLOWED` and the missing conditions of `nextSteps`; a repeated call fails in the same way.',
  returns: () => Startup,
  input: {
    startup: startupSlug,
    administration: optional(
      String,
      'The slug of the entity that operates the services from then on. Default: the administration of the latest agreement, or else the only sponsor.',
    ),
    on: optional(
      DateScalar,
      'The date of the transfer, not before the first day of the current stage. Default: today in Paris.',
    ),
    comment: phaseComment,
    version: startupVersion,
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const on = input.on ?? today;
    const found = await findStartup(ctx, input, on);
    checkDay(ctx, found, 'REINTEGRATION', on);
    const givenReceiver = input.administration == null ? null : await findReceiver(ctx, input.administration, on);
    const comment = errors.optionalText('comment', input.comment);
    const startup = requireCurrent(ctx, found, input);
    requireMove(
      startup,
      'reintegrateStartup',
      'REINTEGRATION',
      givenReceiver === null ? [] : ['RECEIVING_ADMINISTRATION'],
    );
    await enterPhase(writer, startup, 'REINTEGRATION', on, comment);
    await endAgreements(writer, startup, on);
    await writer.rows(
      sql`UPDATE service SET operator_id = ${value(givenReceiver ?? startup.receiverKey)}, status = 'LIVE', updated_at = now() WHERE status <> 'CLOSED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(startup.key)})`,
    );
    await touchStartup(writer, startup);
    return startup.key;
  },
});

/** The key of the administration of the input. Adds an error if the administration cannot receive services on the day. */
async function findReceiver(ctx: CommandContext, slug: string, on: string): Promise<number | null> {
  const path = 'administration';
  const entity = await findEntity(ctx, path, slug);
  if (!entity) return null;
  const { kind, closed_on } = entity;
  if (KINDS_THAT_CANNOT_RECEIVE.some((each) => each === kind)) {
    ctx.errors.add(path, `${slug} is of the kind ${kind}, which cannot receive services`);
  }
  if (closed_on !== null && closed_on <= on)
    ctx.errors.add(path, `the last day of ${slug} is ${closed_on}, not after ${on}`);
  return entity.id;
}
