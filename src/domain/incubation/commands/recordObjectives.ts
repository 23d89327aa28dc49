import { fail } from '../../../errors/errors.ts';
import { defineCommand, field, pastDay } from '../../../register/commands/defineCommand.ts';
import type { InputErrors } from '../../../register/commands/InputErrors.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Startup } from '../../startups/Startup.ts';
import { findStartup, requireCurrent, startupSlug, startupVersion, touchStartup } from './incubatedStartup.ts';

const MAXIMUM_OBJECTIVES = 20;

export const recordObjectives = defineCommand({
  name: 'recordObjectives',
  role: 'EDITOR',
  description:
    'Records objectives of the service of a startup. To enter construction, a startup needs at least one. Fails with `ALREADY_DONE` if all objectives are recorded already, and with `INPUT_INVALID` if only some of them are.',
  returns: () => Startup,
  input: {
    startup: startupSlug,
    objectives: field(
      [String],
      'The objectives in French, from 1 to 20 different texts of at most 10,000 characters. They are added after the recorded ones.',
    ),
    on: pastDay('The date on which the objectives were set, not before the first day of the startup.'),
    version: startupVersion,
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const on = input.on ?? today;
    const found = await findStartup(ctx, input, on);
    errors.inOrder('on', on, 'the first day of the startup', found?.firstDay);
    const statements = checkStatements(errors, input.objectives);
    const { known, next } = await readObjectives(writer, found?.key ?? null);
    const areAllKnown = statements.every((statement) => known.has(statement));
    if (!areAllKnown) {
      statements.forEach((statement, at) => {
        if (known.has(statement)) errors.add(`objectives[${at}]`, 'is already an objective of the startup');
      });
    }
    const startup = requireCurrent(ctx, found, input);
    if (areAllKnown) fail(ALREADY_DONE, { what: `startup ${startup.slug} has these objectives` });
    await writer.insertAll(
      'objective',
      statements.map((statement, at) => ({ startup_id: startup.key, position: next + at, statement, recorded_on: on })),
    );
    await touchStartup(writer, startup);
    return startup.key;
  },
});

function checkStatements(errors: InputErrors, given: readonly string[]): string[] {
  if (given.length === 0 || given.length > MAXIMUM_OBJECTIVES) {
    errors.add('objectives', `must have 1 to ${MAXIMUM_OBJECTIVES} values (got ${given.length})`);
  }
  const statements = given
    .slice(0, MAXIMUM_OBJECTIVES)
    .map((statement, at) => errors.text(`objectives[${at}]`, statement));
  statements.forEach((statement, at) => {
    if (statement !== '' && statements.indexOf(statement) < at) errors.add(`objectives[${at}]`, 'is given twice');
  });
  return statements;
}

/** The objectives that a startup has, and the position of the next one. */
async function readObjectives(
  writer: TableWriter,
  startup: number | null,
): Promise<{ known: Set<string>; next: number }> {
  const rows = await writer.rows<{ statement: string; position: number }>(
    sql`SELECT statement, position FROM objective WHERE startup_id = ${value(startup)}`,
  );
  return {
    known: new Set(rows.map(({ statement }) => statement)),
    next: Math.max(-1, ...rows.map(({ position }) => position)) + 1,
  };
}
