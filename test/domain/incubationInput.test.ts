import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aPhase } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { incubationCommands, loadAides, versionOf } from '../support/incubation.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const LONG = 'é'.repeat(10_001);

/** Each command with an input that is right, from one state of the startup. */
const RIGHT: Readonly<Record<string, Record<string, unknown>>> = {
  recordObjectives: { startup: 'aides', objectives: ['Deux', 'Trois'], on: '2026-02-02' },
  recordSurvey: { service: 'aides', respondents: 10, score: 7.5, on: '2026-02-02', comment: 'En ligne.' },
  recordScalePlan: { startup: 'aides', statement: 'Un autre plan.', on: '2026-02-02' },
  advanceStartup: { startup: 'aides', to: 'CONSTRUCTION', on: '2026-02-02', comment: 'Oui.' },
  reintegrateStartup: { startup: 'aides', administration: 'ministere', on: '2026-02-02' },
  concludeStartup: { startup: 'aides', decision: 'ABANDONED', on: '2026-02-02' },
};
const COMMANDS = Object.keys(RIGHT);

onEachDatabase('The input of incubation', (open) => {
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

  const consolidating = async () => {
    await register.empty();
    await loadAides(register, { phases: [aPhase('CONSOLIDATION', '2026-01-05')] });
    await execute('recordObjectives', { startup: 'aides', objectives: ['Un'] });
    await execute('recordScalePlan', { startup: 'aides', statement: 'Un plan.' });
  };

  test.each(COMMANDS)('of %s: what is missing, null or too much is rejected before anything is read', async (name) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { slug } }`;
    const right = RIGHT[name] ?? {};
    const [first = ''] = Object.keys(right);
    const wrong = [
      {},
      { ...right, [first]: null },
      { ...right, more: 1 },
      { ...right, on: '2026-02-30' },
      { ...right, on: 3 },
    ];
    const before = await versionOf(register);
    for (const input of wrong) {
      const { errors, statements } = await register.execute(document, { input });
      expect(errors?.length).toBeGreaterThan(0);
      expect(statements).toEqual([]);
    }
    expect(await versionOf(register)).toBe(before);
  });

  test.each(COMMANDS)('of %s: only editors are heard', async (name) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { slug } }`;
    const before = await versionOf(register);
    const asked = { input: { ...RIGHT[name] } };
    const codes = [];
    for (const as of [null, { name: 'lecture', role: 'READER' } as const]) {
      const { errors } = await register.execute(document, asked, { as });
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
  ] as const)('of %s: every fault of %j is told at once', async (name, wrong, paths) => {
    const refusal = await expectError(name, { ...RIGHT[name], ...wrong });
    expect(refusal).toMatchObject({
      code: 'INPUT_INVALID',
      missing: [],
      fields: paths.map((path) => ({ path: `input.${path}`, problem: expect.stringMatching(/./) })),
    });
    expect(refusal.message.length).toBeLessThan(1_000);
  });

  test('may be given at the limits', async () => {
    const objectives = Array.from({ length: 20 }, (_, at) => `${'é'.repeat(9_998)}${10 + at}`);
    await execute('recordObjectives', { startup: 'aides', objectives, on: '2026-01-05' });
    await execute('recordSurvey', { service: 'aides', respondents: 1, score: 0, on: '2026-01-05' });
    await execute('recordSurvey', { service: 'aides', respondents: 2_147_483_647, score: 10, on: '9999-12-31' });
    await execute('advanceStartup', { startup: 'aides', to: 'CONSTRUCTION', on: '2026-01-05', comment: null });
    expect(
      await execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED', on: '2026-01-05' }, 'phase'),
    ).toEqual({ phase: 'ABANDONED' });
  });

  test('may name the day before an entity closed', async () => {
    await consolidating();
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
  ])('of %s, twice the same: rejected with %s', async (name, code) => {
    if (name === 'reintegrateStartup') await consolidating();
    const input = { ...RIGHT[name] };
    await execute(name, input);
    expect(await expectError(name, input)).toMatchObject({ code, missing: [], fields: [] });
  });

  test.each(COMMANDS.filter((name) => name !== 'recordSurvey'))(
    'of %s: a version that is no more is a CONFLICT, which tells the one there is',
    async (name) => {
      if (name === 'reintegrateStartup') await consolidating();
      const version = await versionOf(register);
      const input = { ...RIGHT[name] };
      for (const stale of [-1, 0, (version ?? 0) - 1, (version ?? 0) + 1]) {
        expect(await expectError(name, { ...input, version: stale })).toMatchObject({ code: 'CONFLICT', version });
      }
      expect(await execute(name, { ...input, version }, 'version')).toEqual({ version: (version ?? 0) + 1 });
    },
  );

  test('with two commands in one request: the one that is rejected undoes nothing of the other', async () => {
    const { data, errors } = await register.execute(`mutation {
      first: advanceStartup(input: { startup: "aides", to: CONSTRUCTION }) { phase nextSteps { missing } }
      second: advanceStartup(input: { startup: "aides", to: CONSOLIDATION }) { phase }
    }`);
    expect(errors?.map(({ path, extensions }) => [path, extensions.missing])).toEqual([[['second'], ['SURVEY']]]);
    expect(data).toBeNull();
    const { rows } = await register.pool.query('SELECT name FROM phase ORDER BY started_on');
    expect(rows).toEqual([{ name: 'INVESTIGATION' }, { name: 'CONSTRUCTION' }]);
  });
});
