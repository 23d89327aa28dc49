import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dayBefore, sixMonthsAfter } from '../../src/domain/agreements/months.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import type { Command } from './births.ts';
import { hosted, idFrom, STEP, send, signed, staffed, stateOf, withActors } from './births.ts';

type Input = Readonly<Record<string, unknown>>;

const LONG = 'é'.repeat(10_001);

onEachDatabase('What is wrong with the input of a birth', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => withActors(register));
  afterAll(() => register.close());

  describe('of a pain point is told:', () => {
    test.each<[string, Input, string[]]>([
      ['an administration that is not there', { administration: 'personne' }, ['input.administration']],
      ['one that was closed before', { administration: 'ancienne' }, ['input.administration']],
      ['an empty statement', { statement: ' \n ' }, ['input.statement']],
      ['10,001 characters', { statement: LONG }, ['input.statement']],
      ['U+0000', { statement: 'a\0b' }, ['input.statement']],
      ['two at once', { administration: 'personne', statement: '' }, ['input.statement', 'input.administration']],
    ])('%s', (_what, given, paths) => expectFaults('raisePainPoint', { ...STEP.painPoint, ...given }, paths));

    test('but an administration may have raised it before it was closed', async () => {
      await idFrom(
        send(register, 'raisePainPoint', { ...STEP.painPoint, administration: 'ancienne', raisedOn: '2020-12-31' }),
      );
    });
  });

  describe('of an agreement is told:', () => {
    beforeEach(async () => {
      await idFrom(send(register, 'raisePainPoint', STEP.painPoint));
      await idFrom(send(register, 'raisePainPoint', { ...STEP.painPoint, administration: 'dila' }));
    });
    const input = { administration: 'cnam', painPoints: ['pain_point_1'], signedOn: '2026-07-01' };

    test.each<[string, Input, string[]]>([
      ['no pain point', { painPoints: [] }, ['input.painPoints']],
      ['one that is not there', { painPoints: ['pain_point_1', 'pain_point_99'] }, ['input.painPoints[1]']],
      ['something else', { painPoints: ['entity_1', 'x'] }, ['input.painPoints[0]', 'input.painPoints[1]']],
      ['one given twice', { painPoints: ['pain_point_1', 'pain_point_1'] }, ['input.painPoints[1]']],
      ["another administration's", { painPoints: ['pain_point_1', 'pain_point_2'] }, ['input.painPoints[1]']],
      ['one raised later', { signedOn: '2026-05-31' }, ['input.signedOn']],
      ['an end before the signature', { endsOn: '2026-06-30' }, ['input.endsOn']],
      ['a negative cost', { costCents: -1 }, ['input.costCents']],
      ['a share above 1', { rebilledShare: 1.5 }, ['input.rebilledShare']],
      ['a share below 0', { rebilledShare: -0.1 }, ['input.rebilledShare']],
      ['an administration that is not there', { administration: 'personne' }, ['input.administration']],
      [
        'all of it at once',
        { administration: 'x', painPoints: ['y'], endsOn: '2001-01-01', costCents: -5, rebilledShare: 2 },
        ['input.endsOn', 'input.costCents', 'input.rebilledShare', 'input.administration', 'input.painPoints[0]'],
      ],
    ])('%s', async (_what, given, paths) => {
      await expectFaults('signAgreement', { ...input, ...given }, paths);
    });

    test('a hundred and one pain points', async () => {
      const { faults } = await send(register, 'signAgreement', {
        ...input,
        painPoints: Array(101).fill('pain_point_1'),
      });
      expect(faults).toContain('input.painPoints');
    });

    test('a pain point that a startup answers already', async () => {
      await register.pool.query('UPDATE pain_point SET startup_id = (SELECT min(id) FROM startup)');
      await expectFaults('signAgreement', input, ['input.painPoints[0]']);
    });
  });

  describe('of a bill is told:', () => {
    test.each<[string, Input, string[]]>([
      ['no amount', { amountCents: 0 }, ['input.amountCents']],
      ['a negative amount', { amountCents: -100 }, ['input.amountCents']],
      ['a day before the signature', { billedOn: '2026-06-30' }, ['input.billedOn']],
      ['more than the share of the cost', { amountCents: 50_001 }, ['input.amountCents']],
      ['an agreement that is not there', { agreement: 'agreement_99' }, ['input.agreement']],
      ['an id of something else', { agreement: 'startup_1' }, ['input.agreement']],
      ['two at once', { amountCents: 60_000, billedOn: '2000-01-01' }, ['input.billedOn', 'input.amountCents']],
    ])('%s', async (_what, given, paths) => {
      const agreement = await signed(register, { costCents: 100_000, rebilledShare: 0.5 });
      await expectFaults('billAgreement', { agreement, amountCents: 100, ...given }, paths);
    });

    test('more than what is left, and how much that is', async () => {
      const agreement = await signed(register, { costCents: 100_000, rebilledShare: 0.5 });
      await idFrom(send(register, 'billAgreement', { agreement, amountCents: 49_000 }));
      const { rejected } = await send(register, 'billAgreement', { agreement, amountCents: 1_001 });
      expect(rejected?.fields).toEqual([
        { path: 'input.amountCents', problem: 'must be at most 1000 cents, the amount left to charge back (got 1001)' },
      ]);
      await idFrom(send(register, 'billAgreement', { agreement, amountCents: 1_000 }));
    });

    test('without a cost, more in all than a number of cents can hold', async () => {
      const agreement = await signed(register);
      await idFrom(send(register, 'billAgreement', { agreement, amountCents: 2_147_483_647 }));
      await expectFaults('billAgreement', { agreement, amountCents: 1 }, ['input.amountCents']);
    });
  });

  describe('of a public contract is told:', () => {
    test.each<[string, Input, string[]]>([
      ['an empty reference', { reference: '' }, ['input.reference']],
      ['a reference of 101 characters', { reference: 'A'.repeat(101) }, ['input.reference']],
      ['a title of 501', { title: 'A'.repeat(501) }, ['input.title']],
      ['an end before the signature', { endsOn: '2025-12-31' }, ['input.endsOn']],
      ['a buyer that is not there', { buyer: 'personne' }, ['input.buyer']],
      ['a supplier that is an administration', { supplier: 'cnam' }, ['input.supplier']],
      ['three at once', { title: ' ', buyer: 'x', supplier: 'y' }, ['input.title', 'input.buyer', 'input.supplier']],
    ])('%s', (_what, given, paths) => expectFaults('recordPublicContract', { ...STEP.contract, ...given }, paths));
  });

  describe('of an intrapreneur is told:', () => {
    test.each<[string, Input, string[]]>([
      ['an end before the start', { until: '2026-08-19' }, ['input.until']],
      ['more than six months', { until: '2027-02-21' }, ['input.until']],
      ['an administration that is not there', { administration: 'personne' }, ['input.administration']],
      ['an agreement that is not there', { agreement: 'agreement_7' }, ['input.agreement']],
      ['a day before the agreement', { from: '2026-06-01' }, ['input.from']],
      ['an empty member', { member: '' }, ['input.member']],
      ['a member of 201 characters', { member: 'm'.repeat(201) }, ['input.member']],
      [
        'three at once',
        { until: '1999-01-01', agreement: 'x', member: '' },
        ['input.until', 'input.agreement', 'input.member'],
      ],
    ])('%s', async (_what, given, paths) => {
      const agreement = await signed(register);
      await expectFaults('hostIntrapreneur', { agreement, ...given }, paths);
    });

    test('but six months to the day are six months', async () => {
      const agreement = await signed(register);
      await idFrom(send(register, 'hostIntrapreneur', { agreement, until: '2027-02-20' }));
    });
  });

  describe('of a team is told:', () => {
    const agent = { role: 'DEVELOPER', employment: 'PUBLIC_AGENT' };

    test.each<[string, Input[], string[]]>([
      ['nobody', [], ['input.members']],
      ['an intrapreneur', [{ ...agent, role: 'INTRAPRENEUR' }], ['input.members[0].role']],
      [
        'an intrapreneur, who is no third developer',
        [{ ...agent, role: 'INTRAPRENEUR' }, agent, agent],
        ['input.members[0].role'],
      ],
      ['another trade', [{ ...agent, role: 'OTHER' }], ['input.members[0].role']],
      [
        'a contractor without a contract',
        [{ ...agent, employment: 'CONTRACTOR' }],
        ['input.members[0].publicContract'],
      ],
      ['an agent with a contract', [{ ...agent, publicContract: 'AC-2026-01' }], ['input.members[0].publicContract']],
      ['no such contract', [{ ...STEP.developer, publicContract: 'AC-0' }], ['input.members[0].publicContract']],
      [
        'a contract not yet signed',
        [{ ...STEP.developer, publicContract: 'AC-2027' }],
        ['input.members[0].publicContract'],
      ],
      [
        'a contract that ended',
        [{ ...STEP.developer, publicContract: 'AC-2020' }],
        ['input.members[0].publicContract'],
      ],
      ['an end before the start', [{ ...agent, until: '2026-08-19' }], ['input.members[0].until']],
      ['two coaches', [STEP.coach, STEP.coach], ['input.members[1].role']],
      ['three developers', [agent, agent, agent], ['input.members[2].role']],
      [
        'a third who comes in between',
        [agent, { ...agent, from: '2026-09-01' }, { ...agent, until: '2026-09-01' }],
        ['input.members[2].role'],
      ],
      [
        'one member twice',
        [
          { ...agent, member: 'a' },
          { ...agent, member: 'a' },
        ],
        ['input.members[1].member'],
      ],
      [
        'two faults of two members',
        [
          { ...agent, role: 'OTHER' },
          { ...STEP.coach, until: '2020-01-01', member: '' },
        ],
        ['input.members[0].role', 'input.members[1].until', 'input.members[1].member'],
      ],
    ])('%s', async (_what, members, paths) => {
      await idFrom(send(register, 'recordPublicContract', STEP.contract));
      await idFrom(
        send(register, 'recordPublicContract', { reference: 'AC-2027', title: 'Futur', signedOn: '2027-01-01' }),
      );
      await idFrom(
        send(register, 'recordPublicContract', { reference: 'AC-2020', title: 'Passé', endsOn: '2020-01-01' }),
      );
      const agreement = await hosted(register);
      await expectFaults('staffTeam', { agreement, members }, paths);
    });

    test('eleven members', async () => {
      const agreement = await hosted(register);
      const { faults } = await send(register, 'staffTeam', { agreement, members: Array(11).fill(agent) });
      expect(faults).toContain('input.members');
    });

    test('a second coach beside one who is there, but not after', async () => {
      const agreement = await hosted(register);
      await idFrom(send(register, 'staffTeam', { agreement, members: [{ ...STEP.coach, until: '2026-09-30' }] }));
      await expectFaults('staffTeam', { agreement, members: [STEP.coach] }, ['input.members[0].role']);
      await idFrom(send(register, 'staffTeam', { agreement, members: [{ ...STEP.coach, from: '2026-10-01' }] }));
    });

    test('but three developers may follow one another, two at a time', async () => {
      const agreement = await hosted(register);
      const members = [agent, { ...agent, until: '2026-09-30' }, { ...agent, from: '2026-10-01' }];
      await idFrom(send(register, 'staffTeam', { agreement, members }));
    });
  });

  describe('of a startup is told:', () => {
    test.each<[string, Input, string[]]>([
      ['a slug that is none', { slug: 'Ma Startup' }, ['input.slug']],
      ['the slug of a startup', { slug: 'prise' }, ['input.slug']],
      ['the slug of a service', { slug: 'servie' }, ['input.slug']],
      ['a service with the slug of another', { service: { slug: 'servie' } }, ['input.service.slug']],
      ['an empty name', { name: '' }, ['input.name']],
      [
        '10,001 characters',
        { pitch: LONG, service: { description: LONG } },
        ['input.pitch', 'input.service.description'],
      ],
      ['an incubator that is not there', { incubator: 'personne' }, ['input.incubator']],
      ['one that is not an incubator', { incubator: 'dinsic' }, ['input.incubator']],
      ['an agreement that is not there', { agreement: 'agreement_99' }, ['input.agreement']],
      [
        'all at once',
        { agreement: 'x', slug: 'É', name: ' ', service: { name: '' }, incubator: 'y' },
        ['input.agreement', 'input.slug', 'input.name', 'input.service.name', 'input.incubator'],
      ],
    ])('%s', async (_what, given, paths) => {
      const agreement = await staffed(register);
      await expectFaults('constituteStartup', { ...STEP.startup, agreement, ...given }, paths);
    });

    test('but a service of its own slug and name goes with any startup', async () => {
      const agreement = await staffed(register);
      const service = { slug: 'autre-service', name: 'Autre service' };
      const { data } = await send(register, 'constituteStartup', {
        ...STEP.startup,
        slug: 'servie',
        agreement,
        service,
      });
      expect(data).toMatchObject({ slug: 'servie', services: [{ ...service, status: 'PLANNED' }] });
    });
  });

  test.each<[Command, Input]>([
    ['raisePainPoint', { administration: 'cnam' }],
    ['raisePainPoint', { ...STEP.painPoint, author: 'Ada' }],
    ['signAgreement', { administration: 'cnam' }],
    ['billAgreement', { agreement: 'agreement_1', amountCents: 2 ** 31 }],
    ['hostIntrapreneur', { agreement: 'agreement_1', from: '2026-02-30' }],
    ['staffTeam', { agreement: 'agreement_1', members: [{ role: 'BOSS', employment: 'PUBLIC_AGENT' }] }],
    ['constituteStartup', { slug: 'a', name: 'A' }],
  ])('%s with what its input has not is rejected before anything is read', async (command, input) => {
    const before = await stateOf(register);
    const { data, rejected } = await send(register, command, input);
    expect(data).toBeNull();
    expect(rejected?.message).toContain('Variable "$input"');
    expect(await stateOf(register)).toEqual(before);
  });

  /** Refused with these faults and no other, and the register is as it was. */
  async function expectFaults(command: Command, input: Input, paths: readonly string[]): Promise<void> {
    const before = await stateOf(register);
    const { rejected, faults } = await send(register, command, input);
    expect({ code: rejected?.code, faults }).toEqual({ code: 'INPUT_INVALID', faults: paths });
    expect(await stateOf(register)).toEqual(before);
  }
});

test.each([
  ['2026-01-05', '2026-07-05'],
  ['2026-08-31', '2027-02-28'],
  ['2027-08-30', '2028-02-29'],
  ['0001-01-01', '0001-07-01'],
  ['9999-07-01', '9999-12-31'],
  ['9999-12-31', '9999-12-31'],
])('Six months after %s is %s', (day, after) => {
  expect(sixMonthsAfter(day)).toBe(after);
});

test.each([
  ['2026-01-01', '2025-12-31'],
  ['2028-03-01', '2028-02-29'],
])('The day before %s is %s', (day, before) => {
  expect(dayBefore(day)).toBe(before);
});
