import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dayBefore, sixMonthsAfter } from '../../src/domain/agreements/months.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import type { Command } from './birthCommands.ts';
import {
  birthRows,
  createAgreement,
  createHostedAgreement,
  createStaffedAgreement,
  executeCommand,
  INPUTS,
  idFrom,
  loadBirthEntities,
} from './birthCommands.ts';

type Input = Readonly<Record<string, unknown>>;

const LONG = 'é'.repeat(10_001);

onEachDatabase('The input of a birth is rejected', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => loadBirthEntities(register));
  afterAll(() => register.close());

  describe('for a pain point with', () => {
    test.each<[string, Input, string[]]>([
      ['an unknown administration', { administration: 'personne' }, ['input.administration']],
      ['an administration that was already closed', { administration: 'ancienne' }, ['input.administration']],
      ['an empty statement', { statement: ' \n ' }, ['input.statement']],
      ['a statement of 10,001 characters', { statement: LONG }, ['input.statement']],
      ['U+0000 in the statement', { statement: 'a\0b' }, ['input.statement']],
      ['two errors', { administration: 'personne', statement: '' }, ['input.statement', 'input.administration']],
    ])('%s', (_situation, given, paths) =>
      expectInputErrors('raisePainPoint', { ...INPUTS.painPoint, ...given }, paths),
    );

    test('an administration that closed later is accepted', async () => {
      await idFrom(
        executeCommand(register, 'raisePainPoint', {
          ...INPUTS.painPoint,
          administration: 'ancienne',
          raisedOn: '2020-12-31',
        }),
      );
    });
  });

  describe('for an agreement with', () => {
    beforeEach(async () => {
      await idFrom(executeCommand(register, 'raisePainPoint', INPUTS.painPoint));
      await idFrom(executeCommand(register, 'raisePainPoint', { ...INPUTS.painPoint, administration: 'dila' }));
    });
    const input = { administration: 'cnam', painPoints: ['pain_point_1'], signedOn: '2026-07-01' };

    test.each<[string, Input, string[]]>([
      ['no pain point', { painPoints: [] }, ['input.painPoints']],
      ['an unknown pain point', { painPoints: ['pain_point_1', 'pain_point_99'] }, ['input.painPoints[1]']],
      ['ids of other types', { painPoints: ['entity_1', 'x'] }, ['input.painPoints[0]', 'input.painPoints[1]']],
      ['a repeated pain point', { painPoints: ['pain_point_1', 'pain_point_1'] }, ['input.painPoints[1]']],
      [
        'a pain point of another administration',
        { painPoints: ['pain_point_1', 'pain_point_2'] },
        ['input.painPoints[1]'],
      ],
      ['a pain point raised after the signature', { signedOn: '2026-05-31' }, ['input.signedOn']],
      ['an end before the signature', { endsOn: '2026-06-30' }, ['input.endsOn']],
      ['a negative cost', { costCents: -1 }, ['input.costCents']],
      ['a share above 1', { rebilledShare: 1.5 }, ['input.rebilledShare']],
      ['a share below 0', { rebilledShare: -0.1 }, ['input.rebilledShare']],
      ['an unknown administration', { administration: 'personne' }, ['input.administration']],
      [
        'errors in every field',
        { administration: 'x', painPoints: ['y'], endsOn: '2001-01-01', costCents: -5, rebilledShare: 2 },
        ['input.endsOn', 'input.costCents', 'input.rebilledShare', 'input.administration', 'input.painPoints[0]'],
      ],
    ])('%s', async (_situation, given, paths) => {
      await expectInputErrors('signAgreement', { ...input, ...given }, paths);
    });

    test('101 pain points', async () => {
      const { errorPaths } = await executeCommand(register, 'signAgreement', {
        ...input,
        painPoints: Array(101).fill('pain_point_1'),
      });
      expect(errorPaths).toContain('input.painPoints');
    });

    test('a pain point that already has a startup', async () => {
      await register.pool.query('UPDATE pain_point SET startup_id = (SELECT min(id) FROM startup)');
      await expectInputErrors('signAgreement', input, ['input.painPoints[0]']);
    });
  });

  describe('for a bill with', () => {
    test.each<[string, Input, string[]]>([
      ['no amount', { amountCents: 0 }, ['input.amountCents']],
      ['a negative amount', { amountCents: -100 }, ['input.amountCents']],
      ['a day before the signature', { billedOn: '2026-06-30' }, ['input.billedOn']],
      ['more than the rebilled share of the cost', { amountCents: 50_001 }, ['input.amountCents']],
      ['an unknown agreement', { agreement: 'agreement_99' }, ['input.agreement']],
      ['an id of another type', { agreement: 'startup_1' }, ['input.agreement']],
      ['two errors', { amountCents: 60_000, billedOn: '2000-01-01' }, ['input.billedOn', 'input.amountCents']],
    ])('%s', async (_situation, given, paths) => {
      const agreement = await createAgreement(register, { costCents: 100_000, rebilledShare: 0.5 });
      await expectInputErrors('billAgreement', { agreement, amountCents: 100, ...given }, paths);
    });

    test('more than the remaining amount, which the message states', async () => {
      const agreement = await createAgreement(register, { costCents: 100_000, rebilledShare: 0.5 });
      await idFrom(executeCommand(register, 'billAgreement', { agreement, amountCents: 49_000 }));
      const { error } = await executeCommand(register, 'billAgreement', { agreement, amountCents: 1_001 });
      expect(error?.fields).toEqual([
        { path: 'input.amountCents', problem: 'must be at most 1000 cents, the amount left to charge back (got 1001)' },
      ]);
      await idFrom(executeCommand(register, 'billAgreement', { agreement, amountCents: 1_000 }));
    });

    test('a total that a number does not represent exactly, when the agreement has no cost', async () => {
      const agreement = await createAgreement(register);
      await idFrom(executeCommand(register, 'billAgreement', { agreement, amountCents: Number.MAX_SAFE_INTEGER }));
      await expectInputErrors('billAgreement', { agreement, amountCents: 1 }, ['input.amountCents']);
    });
  });

  describe('for a public contract with', () => {
    test.each<[string, Input, string[]]>([
      ['an empty reference', { reference: '' }, ['input.reference']],
      ['a reference of 101 characters', { reference: 'A'.repeat(101) }, ['input.reference']],
      ['a title of 501 characters', { title: 'A'.repeat(501) }, ['input.title']],
      ['an end before the signature', { endsOn: '2025-12-31' }, ['input.endsOn']],
      ['an unknown buyer', { buyer: 'personne' }, ['input.buyer']],
      ['a supplier that is an administration', { supplier: 'cnam' }, ['input.supplier']],
      ['three errors', { title: ' ', buyer: 'x', supplier: 'y' }, ['input.title', 'input.buyer', 'input.supplier']],
    ])('%s', (_situation, given, paths) =>
      expectInputErrors('recordPublicContract', { ...INPUTS.contract, ...given }, paths),
    );
  });

  describe('for an intrapreneur with', () => {
    test.each<[string, Input, string[]]>([
      ['an end before the start', { until: '2026-08-19' }, ['input.until']],
      ['more than six months', { until: '2027-02-21' }, ['input.until']],
      ['an unknown administration', { administration: 'personne' }, ['input.administration']],
      ['an unknown agreement', { agreement: 'agreement_7' }, ['input.agreement']],
      ['a day before the agreement', { from: '2026-06-01' }, ['input.from']],
      ['an empty member', { member: '' }, ['input.member']],
      ['a member of 201 characters', { member: 'm'.repeat(201) }, ['input.member']],
      [
        'three errors',
        { until: '1999-01-01', agreement: 'x', member: '' },
        ['input.until', 'input.agreement', 'input.member'],
      ],
    ])('%s', async (_situation, given, paths) => {
      const agreement = await createAgreement(register);
      await expectInputErrors('hostIntrapreneur', { agreement, ...given }, paths);
    });

    test('six months to the day are accepted', async () => {
      const agreement = await createAgreement(register);
      await idFrom(executeCommand(register, 'hostIntrapreneur', { agreement, until: '2027-02-20' }));
    });
  });

  describe('for a team with', () => {
    const agent = { role: 'DEVELOPER', employment: 'PUBLIC_AGENT' };

    test.each<[string, Input[], string[]]>([
      ['no member', [], ['input.members']],
      ['an intrapreneur', [{ ...agent, role: 'INTRAPRENEUR' }], ['input.members[0].role']],
      [
        'an intrapreneur, who does not count as a third developer',
        [{ ...agent, role: 'INTRAPRENEUR' }, agent, agent],
        ['input.members[0].role'],
      ],
      ['another role', [{ ...agent, role: 'OTHER' }], ['input.members[0].role']],
      [
        'a contractor without a contract',
        [{ ...agent, employment: 'CONTRACTOR' }],
        ['input.members[0].publicContract'],
      ],
      ['an agent with a contract', [{ ...agent, publicContract: 'AC-2026-01' }], ['input.members[0].publicContract']],
      ['an unknown contract', [{ ...INPUTS.developer, publicContract: 'AC-0' }], ['input.members[0].publicContract']],
      [
        'a contract not yet signed',
        [{ ...INPUTS.developer, publicContract: 'AC-2027' }],
        ['input.members[0].publicContract'],
      ],
      [
        'a contract that ended',
        [{ ...INPUTS.developer, publicContract: 'AC-2020' }],
        ['input.members[0].publicContract'],
      ],
      ['an end before the start', [{ ...agent, until: '2026-08-19' }], ['input.members[0].until']],
      ['two coaches', [INPUTS.coach, INPUTS.coach], ['input.members[1].role']],
      ['three developers', [agent, agent, agent], ['input.members[2].role']],
      [
        'a third developer during the overlap of two others',
        [agent, { ...agent, from: '2026-09-01' }, { ...agent, until: '2026-09-01' }],
        ['input.members[2].role'],
      ],
      [
        'a repeated member',
        [
          { ...agent, member: 'a' },
          { ...agent, member: 'a' },
        ],
        ['input.members[1].member'],
      ],
      [
        'errors in two members',
        [
          { ...agent, role: 'OTHER' },
          { ...INPUTS.coach, until: '2020-01-01', member: '' },
        ],
        ['input.members[0].role', 'input.members[1].until', 'input.members[1].member'],
      ],
    ])('%s', async (_situation, members, paths) => {
      await idFrom(executeCommand(register, 'recordPublicContract', INPUTS.contract));
      await idFrom(
        executeCommand(register, 'recordPublicContract', {
          reference: 'AC-2027',
          title: 'Futur',
          signedOn: '2027-01-01',
        }),
      );
      await idFrom(
        executeCommand(register, 'recordPublicContract', {
          reference: 'AC-2020',
          title: 'Passé',
          endsOn: '2020-01-01',
        }),
      );
      const agreement = await createHostedAgreement(register);
      await expectInputErrors('staffTeam', { agreement, members }, paths);
    });

    test('11 members', async () => {
      const agreement = await createHostedAgreement(register);
      const { errorPaths } = await executeCommand(register, 'staffTeam', { agreement, members: Array(11).fill(agent) });
      expect(errorPaths).toContain('input.members');
    });

    test('a second coach who overlaps with the first, but not one who follows', async () => {
      const agreement = await createHostedAgreement(register);
      await idFrom(
        executeCommand(register, 'staffTeam', { agreement, members: [{ ...INPUTS.coach, until: '2026-09-30' }] }),
      );
      await expectInputErrors('staffTeam', { agreement, members: [INPUTS.coach] }, ['input.members[0].role']);
      await idFrom(
        executeCommand(register, 'staffTeam', { agreement, members: [{ ...INPUTS.coach, from: '2026-10-01' }] }),
      );
    });

    test('three developers, at most two at a time, are accepted', async () => {
      const agreement = await createHostedAgreement(register);
      const members = [agent, { ...agent, until: '2026-09-30' }, { ...agent, from: '2026-10-01' }];
      await idFrom(executeCommand(register, 'staffTeam', { agreement, members }));
    });
  });

  describe('for a startup with', () => {
    test.each<[string, Input, string[]]>([
      ['a malformed slug', { slug: 'Ma Startup' }, ['input.slug']],
      ['the slug of a startup', { slug: 'prise' }, ['input.slug']],
      ['the slug of a service', { slug: 'servie' }, ['input.slug']],
      ['a service with the slug of another service', { service: { slug: 'servie' } }, ['input.service.slug']],
      ['an empty name', { name: '' }, ['input.name']],
      [
        'texts of 10,001 characters',
        { pitch: LONG, service: { description: LONG } },
        ['input.pitch', 'input.service.description'],
      ],
      ['an unknown incubator', { incubator: 'personne' }, ['input.incubator']],
      ['an incubator of another kind', { incubator: 'dinsic' }, ['input.incubator']],
      ['an unknown agreement', { agreement: 'agreement_99' }, ['input.agreement']],
      [
        'errors in every field',
        { agreement: 'x', slug: 'É', name: ' ', service: { name: '' }, incubator: 'y' },
        ['input.agreement', 'input.slug', 'input.name', 'input.service.name', 'input.incubator'],
      ],
    ])('%s', async (_situation, given, paths) => {
      const agreement = await createStaffedAgreement(register);
      await expectInputErrors('constituteStartup', { ...INPUTS.startup, agreement, ...given }, paths);
    });

    test('a service with a slug and name of its own is accepted', async () => {
      const agreement = await createStaffedAgreement(register);
      const service = { slug: 'autre-service', name: 'Autre service' };
      const { data } = await executeCommand(register, 'constituteStartup', {
        ...INPUTS.startup,
        slug: 'servie',
        agreement,
        service,
      });
      expect(data).toMatchObject({ slug: 'servie', services: { nodes: [{ ...service, status: 'PLANNED' }] } });
    });
  });

  test.each<[Command, Input]>([
    ['raisePainPoint', { administration: 'cnam' }],
    ['raisePainPoint', { ...INPUTS.painPoint, author: 'Ada' }],
    ['signAgreement', { administration: 'cnam' }],
    ['billAgreement', { agreement: 'agreement_1', amountCents: 2 ** 53 }],
    ['hostIntrapreneur', { agreement: 'agreement_1', from: '2026-02-30' }],
    ['staffTeam', { agreement: 'agreement_1', members: [{ role: 'BOSS', employment: 'PUBLIC_AGENT' }] }],
    ['constituteStartup', { slug: 'a', name: 'A' }],
  ])('%s with fields that its input type does not allow: before any read', async (command, input) => {
    const before = await birthRows(register);
    const { data, error } = await executeCommand(register, command, input);
    expect(data).toBeNull();
    expect(error?.message).toContain('Variable "$input"');
    expect(await birthRows(register)).toEqual(before);
  });

  /** Expects a rejection with exactly these paths, and an unchanged register. */
  async function expectInputErrors(command: Command, input: Input, paths: readonly string[]): Promise<void> {
    const before = await birthRows(register);
    const { error, errorPaths } = await executeCommand(register, command, input);
    expect({ code: error?.code, errorPaths }).toEqual({ code: 'INPUT_INVALID', errorPaths: paths });
    expect(await birthRows(register)).toEqual(before);
  }
});

test.each([
  ['2026-01-05', '2026-07-05'],
  ['2026-08-31', '2027-02-28'],
  ['2027-08-30', '2028-02-29'],
  ['0001-01-01', '0001-07-01'],
  ['9999-07-01', '9999-12-31'],
  ['9999-12-31', '9999-12-31'],
])('six months after %s is %s', (day, after) => {
  expect(sixMonthsAfter(day)).toBe(after);
});

test.each([
  ['2026-01-01', '2025-12-31'],
  ['2028-03-01', '2028-02-29'],
])('the day before %s is %s', (day, before) => {
  expect(dayBefore(day)).toBe(before);
});
