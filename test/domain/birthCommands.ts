import type { FieldError } from '../../src/errors/errors.ts';
import type { Actor } from '../../src/register/Actor.ts';
import { anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import { mutationOf, recordIn } from '../support/mutation.ts';
import type { TestRegister } from '../support/register.ts';

/** The result of a command: its record, or its error. */
export interface CommandResult {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly error: { code: string; missing: string[]; fields: FieldError[]; message: string } | null;
  /** The paths of the input errors. */
  readonly errorPaths: readonly string[];
}

/** The selected fields of the record of each mutation of the birth. */
const COMMANDS = {
  raisePainPoint: 'id statement raisedOn administration { slug } agreement { id }',
  signAgreement: 'id signedOn endsOn costCents rebilledShare painPoints { nodes { id } } birthMissing',
  billAgreement: 'id rebilledCents rebillings { nodes { billedOn amountCents } }',
  recordPublicContract: 'id reference title buyer { slug } supplier { slug } signedOn endsOn',
  hostIntrapreneur: 'id birthMissing team { size intrapreneurs }',
  staffTeam: 'id birthMissing team { size intrapreneurs coaches developers isComplete surplus }',
  constituteStartup: `id slug name pitch phase isActive sponsors { slug } incubators { slug } phases { name startedOn endedOn }
     services { nodes { slug name description status operator { slug } } } agreements { nodes { id birthMissing } }
     painPoints { nodes { id } } team { size isComplete }`,
} as const;

export type Command = keyof typeof COMMANDS;

/** Executes one command. */
export async function executeCommand(
  register: TestRegister,
  command: Command,
  input: Readonly<Record<string, unknown>>,
  options: { as?: Actor | null; today?: string } = {},
): Promise<CommandResult> {
  const { data, errors = [] } = await register.execute(
    mutationOf(command, `{ ${COMMANDS[command]} }`),
    { input },
    options,
  );
  const [error] = errors;
  if (!error) return { data: Object(JSON.parse(JSON.stringify(recordIn(data, command)))), error: null, errorPaths: [] };
  const { code, missing = [], fields: fieldErrors = [] } = Object(error.extensions);
  return {
    data: null,
    error: { code, missing, fields: fieldErrors, message: error.message },
    errorPaths: fieldErrors.map(({ path }: FieldError) => path),
  };
}

/** Returns the id of the record of a command. Throws if the command was rejected. */
export async function idFrom(result: Promise<CommandResult>): Promise<string> {
  const { data, error } = await result;
  if (typeof data?.id !== 'string') throw new Error(`the command returned no id: ${error?.message}`);
  return data.id;
}

/** Loads the entities that take part in a birth. */
export async function loadBirthEntities(register: TestRegister): Promise<void> {
  await register.empty();
  await register.load(
    aSource({
      entities: [
        anEntity('dinsic'),
        anEntity('incubateur', { kind: 'INCUBATOR', parent: 'dinsic' }),
        anEntity('cnam', { kind: 'SOCIAL_SECURITY_BODY' }),
        anEntity('dila', { kind: 'CENTRAL_ADMINISTRATION' }),
        anEntity('societe', { kind: 'SUPPLIER' }),
        anEntity('ancienne'),
      ],
      startups: [aStartup('prise')],
      services: [aService('servie')],
    }),
  );
  await register.pool.query("UPDATE entity SET closed_on = '2020-12-31' WHERE slug = 'ancienne'");
}

/** The input of each step of one birth. Default day: the day of the tests. */
export const INPUTS = {
  painPoint: { administration: 'cnam', statement: 'On redemande dix fois la même pièce.', raisedOn: '2026-06-01' },
  contract: { reference: 'AC-2026-01', title: 'Développement agile', signedOn: '2026-01-01', endsOn: '2027-12-31' },
  coach: { role: 'COACH', employment: 'PUBLIC_AGENT' },
  developer: { role: 'DEVELOPER', employment: 'CONTRACTOR', publicContract: 'AC-2026-01' },
  startup: { slug: 'ma-startup', name: 'Ma startup', incubator: 'incubateur' },
} as const;

/** Creates an agreement about a pain point, in force until the end of the year. Returns its id. */
export async function createAgreement(
  register: TestRegister,
  given: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const painPoint = await idFrom(executeCommand(register, 'raisePainPoint', INPUTS.painPoint));
  return idFrom(
    executeCommand(register, 'signAgreement', {
      administration: 'cnam',
      painPoints: [painPoint],
      signedOn: '2026-07-01',
      endsOn: '2026-12-31',
      ...given,
    }),
  );
}

/** Creates an agreement with an intrapreneur. Returns its id. */
export async function createHostedAgreement(
  register: TestRegister,
  given: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const agreement = await createAgreement(register);
  return idFrom(executeCommand(register, 'hostIntrapreneur', { agreement, from: '2026-07-15', ...given }));
}

/** Creates an agreement with an intrapreneur, a coach and a developer. Returns its id. */
export async function createStaffedAgreement(register: TestRegister): Promise<string> {
  const agreement = await createHostedAgreement(register);
  await idFrom(executeCommand(register, 'recordPublicContract', INPUTS.contract));
  return idFrom(executeCommand(register, 'staffTeam', { agreement, members: [INPUTS.coach, INPUTS.developer] }));
}

/** The version of the register, and the rows of all tables that a birth writes. */
export async function birthRows({ pool }: TestRegister): Promise<unknown> {
  const tables = [
    'pain_point',
    'agreement',
    'rebilling',
    'public_contract',
    'membership',
    'startup',
    'service',
    'phase',
  ];
  const counts = tables.map((table) => `(SELECT jsonb_agg(to_jsonb(t) ORDER BY id) FROM ${table} t) AS ${table}`);
  const { rows } = await pool.query(`SELECT version, member_key_check, ${counts.join(', ')} FROM register`);
  return rows[0];
}
