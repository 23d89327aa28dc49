import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aPhase } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { incubationCommands, loadAides, versionOf } from '../support/incubation.ts';
import { mutationOf } from '../support/mutation.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';

const LONG = 'é'.repeat(10_001);

/** Each command with a valid input for the startup of `loadAides`. */
const VALID_INPUTS: Readonly<Record<string, Record<string, unknown>>> = {
  recordObjectives: { startup: 'aides', objectives: ['Deux', 'Trois'], on: '2026-02-02' },
  recordSurvey: { service: 'aides', respondents: 10, score: 7.5, on: '2026-02-02', comment: 'En ligne.' },
  recordScalePlan: { startup: 'aides', statement: 'Un autre plan.', on: '2026-02-02' },
  advanceStartup: { startup: 'aides', to: 'CONSTRUCTION', on: '2026-02-02', comment: 'Oui.' },
  reintegrateStartup: { startup: 'aides', administration: 'ministere', on: '2026-02-02' },
  concludeStartup: { startup: 'aides', decision: 'ABANDONED', on: '2026-02-02' },
};
const COMMANDS = Object.keys(VALID_INPUTS);

onEachDatabase('The input of incubation commands', (open) => {
  let register: TestRegister;
  const { execute, expectError } = incubationCommands(() => register);

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    await register.empty();
    await loadAides(register);
    await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
    await execute('recordScalePlan', { startup: 'aides', statement: 'Un plan.' });
  });
  afterAll(() => register.close());

  const loadInConsolidation = async () => {
    await register.empty();
    await loadAides(register, { phases: [aPhase('CONSOLIDATION', '2026-01-05')] });
    await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
    await execute('recordScalePlan', { startup: 'aides', statement: 'Un plan.' });
  };

  test.each(COMMANDS)('of %s: missing, null and unknown fields are rejected before any read', async (name) => {
    const document = mutationOf(name, '{ slug }');
    const valid = VALID_INPUTS[name] ?? {};
    const [first = ''] = Object.keys(valid);
    const invalid = [
      {},
      { ...valid, [first]: null },
      { ...valid, more: 1 },
      { ...valid, on: '2026-02-30' },
      { ...valid, on: 3 },
    ];
    const before = await versionOf(register);
    for (const input of invalid) {
      const { errors, statements } = await register.execute(document, { input });
      expect(errors?.length).toBeGreaterThan(0);
      expect(statements).toEqual([]);
    }
    expect(await versionOf(register)).toBe(before);
  });

  test.each(COMMANDS)('of %s: anonymous clients and readers are rejected', async (name) => {
    const document = mutationOf(name, '{ slug }');
    const before = await versionOf(register);
    const variables = { input: { ...VALID_INPUTS[name] } };
    const codes = [];
    for (const as of [null, { name: 'lecture', role: 'READER' } as const]) {
      const { errors } = await register.execute(document, variables, { as });
      codes.push(errors?.[0]?.extensions.code);
    }
    expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN']);
    expect(await versionOf(register)).toBe(before);
  });

  test.each([
    [
      'recordObjectives',
      { startup: 'x', objectives: ['', LONG, 'a\0b', '\ud800', 'Un'], on: '2026-02-02' },
      ['startup', 'objectives[0]', 'objectives[1]', 'objectives[2]', 'objectives[3]'],
    ],
    ['recordObjectives', { objectives: [] }, ['objectives']],
    ['recordObjectives', { objectives: ['\u200b\u2060', ' \ufeff', 'é'] }, ['objectives[0]', 'objectives[1]']],
    ['recordObjectives', { objectives: Array.from({ length: 21 }, (_, at) => `n° ${at}`) }, ['objectives']],
    ['recordObjectives', { objectives: ['Deux', ' Deux '] }, ['objectives[1]']],
    ['recordObjectives', { objectives: ['Deux', 'Un'] }, ['objectives[1]']],
    ['recordObjectives', { on: '2026-01-04' }, ['on']],
    [
      'recordSurvey',
      { service: 'x', respondents: 0, score: 10.01, comment: LONG },
      ['service', 'respondents', 'score', 'comment'],
    ],
    [
      'recordSurvey',
      { respondents: -5, score: -0.1, comment: ' ', on: '2026-01-04' },
      ['on', 'respondents', 'score', 'comment'],
    ],
    ['recordScalePlan', { startup: 'x', statement: LONG }, ['startup', 'statement']],
    ['recordScalePlan', { statement: ' ', on: '0001-01-01' }, ['on', 'statement']],
    ['advanceStartup', { startup: 'Aides', comment: LONG }, ['startup', 'comment']],
    ['advanceStartup', { comment: 'a\0', on: '2026-01-04' }, ['on', 'comment']],
    ['reintegrateStartup', { startup: '', administration: 'x' }, ['startup', 'administration']],
    ['reintegrateStartup', { administration: 'incubateur', on: '2025-12-31' }, ['on', 'administration']],
    ['reintegrateStartup', { administration: 'communaute' }, ['administration']],
    ['reintegrateStartup', { administration: 'fournisseur' }, ['administration']],
    ['reintegrateStartup', { administration: 'ancienne', on: '2026-03-01' }, ['administration']],
    ['concludeStartup', { startup: "'; DROP TABLE startup; --" }, ['startup']],
    ['concludeStartup', { on: '2026-01-04', comment: '' }, ['on', 'comment']],
  ] as const)('of %s: every error of %j is returned at once', async (name, invalid, paths) => {
    const error = await expectError(name, { ...VALID_INPUTS[name], ...invalid });
    expect(error).toMatchObject({
      code: 'INPUT_INVALID',
      missing: [],
      fields: paths.map((path) => ({ path: `input.${path}`, problem: expect.stringMatching(/./) })),
    });
    expect(error.message.length).toBeLessThan(1_000);
  });

  test('is accepted at the limits', async () => {
    const objectives = Array.from({ length: 20 }, (_, at) => `${'é'.repeat(9_998)}${10 + at}`);
    await execute('recordObjectives', { startup: 'aides', objectives, on: '2026-01-05' });
    await execute('recordSurvey', { service: 'aides', respondents: 1, score: 0, on: '2026-01-05' });
    await execute('recordSurvey', { service: 'aides', respondents: 2_147_483_647, score: 10, on: TODAY });
    await execute('advanceStartup', { startup: 'aides', to: 'CONSTRUCTION', on: '2026-01-05', comment: null });
    expect(
      await execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED', on: '2026-01-05' }, 'phase'),
    ).toEqual({ phase: 'ABANDONED' });
  });

  test('accepts an administration until the day before it closes', async () => {
    await loadInConsolidation();
    const input = { startup: 'aides', administration: 'ancienne', on: '2026-02-28' };
    expect(await execute('reintegrateStartup', input, 'phase')).toEqual({ phase: 'REINTEGRATION' });
  });

  test.each([
    ['recordObjectives', 'ALREADY_DONE'],
    ['recordSurvey', 'ALREADY_DONE'],
    ['recordScalePlan', 'ALREADY_DONE'],
    ['advanceStartup', 'MOVE_NOT_ALLOWED'],
    ['reintegrateStartup', 'MOVE_NOT_ALLOWED'],
    ['concludeStartup', 'MOVE_NOT_ALLOWED'],
  ])('of %s, sent twice: the second is rejected with %s', async (name, code) => {
    if (name === 'reintegrateStartup') await loadInConsolidation();
    const input = { ...VALID_INPUTS[name] };
    await execute(name, input);
    expect(await expectError(name, input)).toMatchObject({ code, missing: [], fields: [] });
  });

  test.each(COMMANDS.filter((name) => name !== 'recordSurvey'))(
    'of %s: another version than the current one is a CONFLICT, which returns the current one',
    async (name) => {
      if (name === 'reintegrateStartup') await loadInConsolidation();
      const version = await versionOf(register);
      const input = { ...VALID_INPUTS[name] };
      for (const stale of [-1, 0, (version ?? 0) - 1, (version ?? 0) + 1]) {
        expect(await expectError(name, { ...input, version: stale })).toMatchObject({ code: 'CONFLICT', version });
      }
      expect(await execute(name, { ...input, version }, 'version')).toEqual({ version: (version ?? 0) + 1 });
    },
  );

  test('of two commands in one request: the rejection of the second does not roll back the first', async () => {
    const { data, errors } = await register.execute(`mutation {
      first: advanceStartup(input: { startup: "aides", to: CONSTRUCTION }) { startup { phase nextSteps { missing } } }
      second: advanceStartup(input: { startup: "aides", to: CONSOLIDATION }) { startup { phase } }
    }`);
    expect(errors?.map(({ path, extensions }) => [path, extensions.missing])).toEqual([[['second'], ['SURVEY']]]);
    expect(data).toBeNull();
    const { rows } = await register.pool.query('SELECT name FROM phase ORDER BY started_on');
    expect(rows).toEqual([{ name: 'INVESTIGATION' }, { name: 'CONSTRUCTION' }]);
  });
});
