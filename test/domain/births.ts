import type { FieldError } from '../../src/errors/errors.ts';
import type { Actor } from '../../src/register/Actor.ts';
import { anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import type { TestRegister } from '../support/register.ts';

/** What a command answered: its object, or its refusal. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly rejected: { code: string; missing: string[]; fields: FieldError[]; message: string } | null;
  /** The paths of its faults. */
  readonly faults: readonly string[];
}

/** Each mutation of the birth: the type of its input, and what is asked of its object. */
const COMMANDS = {
  raisePainPoint: ['RaisePainPointInput', 'id statement raisedOn administration { slug } agreement { id }'],
  signAgreement: ['SignAgreementInput', 'id signedOn endsOn costCents rebilledShare painPoints { id } birthMissing'],
  billAgreement: ['BillAgreementInput', 'id rebilledCents rebillings { billedOn amountCents }'],
  recordPublicContract: [
    'RecordPublicContractInput',
    'id reference title buyer { slug } supplier { slug } signedOn endsOn',
  ],
  hostIntrapreneur: ['HostIntrapreneurInput', 'id birthMissing team { size intrapreneurs }'],
  staffTeam: ['StaffTeamInput', 'id birthMissing team { size intrapreneurs coaches developers isComplete surplus }'],
  constituteStartup: [
    'ConstituteStartupInput',
    `id slug name pitch phase isActive sponsors { slug } incubators { slug } phases { name startedOn endedOn }
     services { slug name description status operator { slug } } agreements { id birthMissing }
     painPoints { id } team { size isComplete }`,
  ],
} as const;

export type Command = keyof typeof COMMANDS;

/** Sends one command. */
export async function send(
  register: TestRegister,
  command: Command,
  input: Readonly<Record<string, unknown>>,
  options: { as?: Actor | null; today?: string } = {},
): Promise<Answer> {
  const [type, fields] = COMMANDS[command];
  const { data, errors = [] } = await register.execute(
    `mutation ($input: ${type}!) { ${command}(input: $input) { ${fields} } }`,
    { input },
    options,
  );
  const [error] = errors;
  if (!error) return { data: Object(JSON.parse(JSON.stringify(data?.[command]))), rejected: null, faults: [] };
  const { code, missing = [], fields: faults = [] } = Object(error.extensions);
  return {
    data: null,
    rejected: { code, missing, fields: faults, message: error.message },
    faults: faults.map(({ path }: FieldError) => path),
  };
}

/** The id of what a command gave; fails when it was rejected. */
export async function idFrom(answer: Promise<Answer>): Promise<string> {
  const { data, rejected } = await answer;
  if (typeof data?.id !== 'string') throw new Error(`there is no id: ${rejected?.message}`);
  return data.id;
}

/** Fills a register with who takes part in a birth. */
export async function withActors(register: TestRegister): Promise<void> {
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

/** The input of each step of one birth, on the day of the tests unless said. */
export const STEP = {
  painPoint: { administration: 'cnam', statement: 'On redemande dix fois la même pièce.', raisedOn: '2026-06-01' },
  contract: { reference: 'AC-2026-01', title: 'Développement agile', signedOn: '2026-01-01', endsOn: '2027-12-31' },
  coach: { role: 'COACH', employment: 'PUBLIC_AGENT' },
  developer: { role: 'DEVELOPER', employment: 'CONTRACTOR', publicContract: 'AC-2026-01' },
  startup: { slug: 'ma-startup', name: 'Ma startup', incubator: 'incubateur' },
} as const;

/** An agreement signed about a pain point, in force until the end of the year; its id. */
export async function signed(register: TestRegister, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const painPoint = await idFrom(send(register, 'raisePainPoint', STEP.painPoint));
  return idFrom(
    send(register, 'signAgreement', {
      administration: 'cnam',
      painPoints: [painPoint],
      signedOn: '2026-07-01',
      endsOn: '2026-12-31',
      ...given,
    }),
  );
}

/** The same, with an intrapreneur hosted under it. */
export async function hosted(register: TestRegister, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const agreement = await signed(register);
  return idFrom(send(register, 'hostIntrapreneur', { agreement, from: '2026-07-15', ...given }));
}

/** The same, with a coach and a developer. */
export async function staffed(register: TestRegister): Promise<string> {
  const agreement = await hosted(register);
  await idFrom(send(register, 'recordPublicContract', STEP.contract));
  return idFrom(send(register, 'staffTeam', { agreement, members: [STEP.coach, STEP.developer] }));
}

/** The version of the register, and how many rows there are of all that a birth writes. */
export async function stateOf({ pool }: TestRegister): Promise<unknown> {
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
