import { mutationOf, recordIn } from '../support/mutation.ts';
import type { TestRegister } from '../support/register.ts';
import { slugIn } from './randomSources.ts';

/** The codes of errors with which a random command may fail. */
const EXPECTED_ERRORS = new Set([
  ...['INPUT_INVALID', 'CONFLICT', 'ALREADY_DONE', 'IN_USE', 'MOVE_NOT_ALLOWED', 'METHOD_INCOMPLETE', 'ENTITY_LOOP'],
  'STATE_CONTRADICTORY',
]);

/** The context of a command: the slugs of a world, and two random numbers. */
interface Choice {
  readonly register: TestRegister;
  readonly slug: (name: string) => string;
  readonly a: number;
  readonly b: number;
}

const DAYS = ['2025-03-01', '2025-09-01', '2026-02-01', '2026-08-01'];
const pick = <V>(values: readonly V[], number: number): V | undefined => values[number % values.length];
const textOf = (number: number) => pick(['a', 'b', 'mine', 'ours'], number);
const dayOf = (number: number) => pick(DAYS, number);

/** The commands on imported rows. */
const COMMANDS = {
  updateEntity: async ({ register, slug, a, b }) => {
    const entity = slug(pick(['e0', 'e0', 'e1'], b) ?? 'e0');
    const change = pick<object>(
      [
        { name: textOf(b) },
        { acronym: b % 2 ? textOf(b) : null },
        { kind: pick(['MINISTRY', 'SECRETARIAT'], b) },
        { parent: b % 2 ? slug('e1') : null },
        { identifiers: ['x', 'q'].slice(0, b % 3).map((each) => ({ scheme: 's', value: slug(each) })) },
      ],
      a,
    );
    await mutate(register, 'updateEntity', { entity, ...change, version: await versionOf(register, 'entity', entity) });
  },
  closeEntity: async ({ register, slug, a }) => {
    const entity = slug('e1');
    await mutate(register, 'closeEntity', {
      entity,
      on: dayOf(a),
      version: await versionOf(register, 'entity', entity),
    });
  },
  recordSuccession: ({ register, slug, a }) =>
    mutate(register, 'recordSuccession', {
      kind: 'RENAMED',
      predecessors: [slug(a % 2 ? 'e0' : 'e1')],
      successors: [slug(a % 2 ? 'e1' : 'e0')],
      on: dayOf(a),
      legalSource: 'Décret',
    }),
  updateService: async ({ register, slug, a, b }) => {
    const service = slug('v0');
    const change = pick<object>(
      [
        { name: textOf(b) },
        { description: b % 2 ? textOf(b) : null },
        { status: pick(['PLANNED', 'LIVE', 'IN_INCUBATION'], b) },
        { operator: b % 2 ? slug('e1') : null },
        { startups: [slug('s0'), slug('s1')].slice(b % 2, b % 3) },
      ],
      a,
    );
    await mutate(register, 'updateService', {
      service,
      ...change,
      version: await versionOf(register, 'service', service),
    });
  },
  closeService: async ({ register, slug, a }) => {
    const service = slug('v0');
    await mutate(register, 'closeService', {
      service,
      on: dayOf(a),
      version: await versionOf(register, 'service', service),
    });
  },
  createService: ({ register, slug, a }) =>
    mutate(register, 'createService', { slug: slug(`v${1 + (a % 2)}`), name: 'Autre', startups: [slug('s0')] }),
  updateMission: async ({ register, slug, a, b }) => {
    const mission = slug('m0');
    const change = pick<object>(
      [
        { statement: textOf(b) },
        { entity: slug(b % 2 ? 'e0' : 'e1') },
        { themes: ['t0', 't1'].slice(b % 2, b % 3) },
        { actions: b % 2 ? [] : [{ kind: 'MANAGES', description: 'mine', partner: slug('e0') }] },
      ],
      a,
    );
    await mutate(register, 'updateMission', {
      mission,
      ...change,
      version: await versionOf(register, 'mission', mission),
    });
  },
  advanceStartup: async ({ register, slug, a, b }) => {
    const startup = slug('s0');
    await mutate(register, 'recordObjectives', { startup, objectives: ['Servir.'] });
    await mutate(register, 'recordSurvey', { service: slug('v0'), on: dayOf(b), respondents: 10, score: 8 });
    const to = pick(['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION'], a);
    await mutate(register, 'advanceStartup', { startup, to, on: dayOf(b) });
  },
  reintegrateStartup: async ({ register, slug, a }) => {
    const startup = slug('s0');
    await mutate(register, 'recordScalePlan', { startup, statement: 'Généraliser.', on: dayOf(a) });
    await mutate(register, 'reintegrateStartup', { startup, administration: slug('e0'), on: dayOf(a) });
  },
  concludeStartup: ({ register, slug, a, b }) =>
    mutate(register, 'concludeStartup', {
      startup: slug(b % 5 ? 's0' : 's1'),
      decision: pick(['ABANDONED', 'KEPT', 'ABANDONED', 'DEVELOPED'], a),
      on: dayOf(b),
    }),
  constituteStartup: async ({ register, slug, a }) => {
    const administration = slug('e0');
    const point = await mutate(
      register,
      'raisePainPoint',
      { administration, statement: 'Les délais sont longs.' },
      'id',
    );
    const agreement = await mutate(
      register,
      'signAgreement',
      { administration, painPoints: [point], signedOn: '2026-01-01' },
      'id',
    );
    await mutate(register, 'hostIntrapreneur', { agreement, from: '2026-07-01', until: '2026-12-01' }, 'id');
    const member = { from: '2026-07-01', employment: 'PUBLIC_AGENT' };
    const members = ['COACH', 'DEVELOPER'].map((role) => ({ ...member, role }));
    await mutate(register, 'staffTeam', { agreement, members }, 'id');
    await mutate(register, 'constituteStartup', {
      agreement,
      slug: slug('s1'),
      name: textOf(a),
      incubator: 'incubateur',
      service: { slug: slug('v3') },
    });
  },
} as const satisfies Readonly<Record<string, (choice: Choice) => Promise<unknown>>>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);

/** Executes a random command on the rows of a world. It may be rejected. */
export async function runCommand(
  register: TestRegister,
  world: number,
  { name, a, b }: { name: CommandName; a: number; b: number },
): Promise<void> {
  await COMMANDS[name]({ register, slug: (row) => slugIn(world, row), a, b });
}

/** Executes a mutation. Returns a field of its record; null if it was rejected. */
async function mutate(register: TestRegister, name: string, input: object, field = 'slug'): Promise<string | null> {
  const { data, errors = [] } = await register.execute(mutationOf(name, `{ ${field} }`), { input });
  for (const { message, extensions } of errors) {
    const isRejected = EXPECTED_ERRORS.has(String(extensions.code)) || message.includes('Variable "$input"');
    if (!isRejected) throw new Error(`${name} ${JSON.stringify(input)}: ${message} ${JSON.stringify(extensions)}`);
  }
  return Object(recordIn(data, name))[field] ?? null;
}

async function versionOf({ pool }: TestRegister, table: string, slug: string): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(`SELECT version FROM ${table} WHERE slug = $1`, [slug]);
  return rows[0]?.version ?? -1;
}
