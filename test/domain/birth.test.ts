import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { memberKey } from '../../src/domain/teams/memberKey.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { MEMBER_SECRET, openRegister, TODAY } from '../support/register.ts';
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

onEachDatabase('The birth of a startup', (open) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => loadBirthEntities(register));
  afterAll(() => register.close());

  test('goes from a pain point to a startup, and each step returns the conditions that are still missing', async () => {
    const painPoint = await executeCommand(register, 'raisePainPoint', INPUTS.painPoint);
    expect(painPoint.data).toEqual({
      id: 'pain_point_1',
      statement: INPUTS.painPoint.statement,
      raisedOn: '2026-06-01',
      administration: { slug: 'cnam' },
      agreement: null,
    });
    const agreement = await executeCommand(register, 'signAgreement', {
      administration: 'cnam',
      painPoints: ['pain_point_1'],
      endsOn: '2027-02-19',
      costCents: 20_000_000,
      rebilledShare: 0.5,
    });
    expect(agreement.data).toEqual({
      id: 'agreement_1',
      signedOn: TODAY,
      endsOn: '2027-02-19',
      costCents: 20_000_000,
      rebilledShare: 0.5,
      painPoints: { nodes: [{ id: 'pain_point_1' }] },
      birthMissing: ['INTRAPRENEUR', 'COACH', 'DEVELOPER'],
    });
    const host = await executeCommand(register, 'hostIntrapreneur', { agreement: 'agreement_1', member: 'ada' });
    expect(host.data).toMatchObject({
      birthMissing: ['COACH', 'DEVELOPER'],
      team: { size: 1, intrapreneurs: 1 },
    });
    const contract = await executeCommand(register, 'recordPublicContract', {
      ...INPUTS.contract,
      buyer: 'dinsic',
      supplier: 'societe',
    });
    expect(contract.data).toEqual({
      id: 'public_contract_1',
      ...INPUTS.contract,
      buyer: { slug: 'dinsic' },
      supplier: { slug: 'societe' },
    });
    const team = await executeCommand(register, 'staffTeam', {
      agreement: 'agreement_1',
      members: [INPUTS.coach, INPUTS.developer, { ...INPUTS.developer, until: '2026-10-01' }],
    });
    expect(team.data).toEqual({
      id: 'agreement_1',
      birthMissing: [],
      team: { size: 4, intrapreneurs: 1, coaches: 1, developers: 2, isComplete: true, surplus: [] },
    });
    const startup = await executeCommand(register, 'constituteStartup', {
      ...INPUTS.startup,
      agreement: 'agreement_1',
      pitch: 'Demander une fois.',
      service: { description: 'Un dossier, une fois.' },
    });
    expect(startup.data).toMatchObject({
      slug: 'ma-startup',
      name: 'Ma startup',
      pitch: 'Demander une fois.',
      phase: 'INVESTIGATION',
      isActive: true,
      phases: [{ name: 'INVESTIGATION', startedOn: TODAY, endedOn: null }],
      sponsors: [{ slug: 'cnam' }],
      incubators: [{ slug: 'incubateur' }],
      services: {
        nodes: [
          {
            slug: 'ma-startup',
            name: 'Ma startup',
            description: 'Un dossier, une fois.',
            status: 'PLANNED',
            operator: null,
          },
        ],
      },
      agreements: { nodes: [{ id: 'agreement_1', birthMissing: [] }] },
      painPoints: { nodes: [{ id: 'pain_point_1' }] },
      team: { size: 4, isComplete: true },
    });
    const bill = { agreement: 'agreement_1', amountCents: 6_000_000, billedOn: TODAY };
    expect((await executeCommand(register, 'billAgreement', bill)).data).toMatchObject({ rebilledCents: 6_000_000 });
    expect((await executeCommand(register, 'billAgreement', { ...bill, amountCents: 4_000_000 })).data).toMatchObject({
      rebilledCents: 10_000_000,
      rebillings: {
        nodes: [
          { billedOn: TODAY, amountCents: 6_000_000 },
          { billedOn: TODAY, amountCents: 4_000_000 },
        ],
      },
    });
    expect(await journal()).toEqual([
      'raisePainPoint',
      'signAgreement',
      'hostIntrapreneur',
      'recordPublicContract',
      'staffTeam',
      'constituteStartup',
      'billAgreement',
      'billAgreement',
    ]);
  });

  test('can be queried from the administration, from the contracts, by id and as of an earlier version', async () => {
    const agreement = await createStaffedAgreement(register);
    const { data, errors } = await register.execute(
      `query ($ids: [ID!]!) {
        entity(by: { slug: "cnam" }) { painPoints { nodes { statement agreement { id } } } agreements { nodes { id administration { slug } } } }
        publicContract(reference: "AC-2026-01") { title }
        none: publicContract(reference: "AC-0") { title }
        publicContracts { nodes { reference } }
        nodes(ids: $ids) { id }
        before: at(asOf: { version: 1 }) { entity(by: { slug: "cnam" }) { painPoints { nodes { id } } } publicContracts { nodes { reference } } }
        signed: at(asOf: { version: 4 }) { entity(by: { slug: "cnam" }) { agreements { nodes { birthMissing team { size } painPoints { nodes { id } } } } } }
      }`,
      { ids: [agreement, 'public_contract_1'] },
    );
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      entity: {
        painPoints: { nodes: [{ statement: INPUTS.painPoint.statement, agreement: { id: agreement } }] },
        agreements: { nodes: [{ id: agreement, administration: { slug: 'cnam' } }] },
      },
      publicContract: { title: 'Développement agile' },
      none: null,
      publicContracts: { nodes: [{ reference: 'AC-2026-01' }] },
      nodes: [{ id: agreement }, { id: 'public_contract_1' }],
      before: { entity: { painPoints: { nodes: [] } }, publicContracts: { nodes: [] } },
      signed: {
        entity: {
          agreements: {
            nodes: [
              {
                birthMissing: ['INTRAPRENEUR', 'COACH', 'DEVELOPER'],
                team: { size: 0 },
                painPoints: { nodes: [{ id: 'pain_point_1@4' }] },
              },
            ],
          },
        },
      },
    });
  });

  test('stores a keyed hash of the identifier of a member, the same for the same member', async () => {
    const agreement = await createHostedAgreement(register, { member: 'ada@beta.example', administration: 'dila' });
    await idFrom(executeCommand(register, 'recordPublicContract', INPUTS.contract));
    const members = [{ ...INPUTS.coach, member: 'grace' }, INPUTS.developer];
    await idFrom(executeCommand(register, 'staffTeam', { agreement, members }));
    const { rows } = await register.pool.query(
      `SELECT member_key AS key, role, role_word AS word, employment, e.slug AS administration, c.reference AS contract,
         started_on AS from, ended_on AS until
       FROM membership m LEFT JOIN entity e ON e.id = m.administration_id
       LEFT JOIN public_contract c ON c.id = m.public_contract_id ORDER BY m.id`,
    );
    expect(rows).toEqual([
      {
        key: memberKey(MEMBER_SECRET, 'api', 'ada@beta.example'),
        role: 'INTRAPRENEUR',
        word: 'Intraprenariat',
        employment: 'PUBLIC_AGENT',
        administration: 'dila',
        contract: null,
        from: '2026-07-15',
        until: '2027-01-14',
      },
      {
        key: memberKey(MEMBER_SECRET, 'api', 'grace'),
        role: 'COACH',
        word: 'Coaching',
        employment: 'PUBLIC_AGENT',
        administration: null,
        contract: null,
        from: TODAY,
        until: null,
      },
      {
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
        role: 'DEVELOPER',
        word: 'Développement',
        employment: 'CONTRACTOR',
        administration: null,
        contract: 'AC-2026-01',
        from: TODAY,
        until: null,
      },
    ]);
  });

  test('is rejected with another member secret, because the same member would get another key', async () => {
    const agreement = await createAgreement(register);
    await register.pool.query("UPDATE register SET member_key_check = 'of another secret'");
    const before = await birthRows(register);
    const { error } = await executeCommand(register, 'hostIntrapreneur', { agreement, member: 'ada' });
    expect(error?.code).toBe('MEMBER_SECRET_CHANGED');
    expect(await birthRows(register)).toEqual(before);
  });

  describe('rejects a step out of order:', () => {
    test('a startup without an agreement lacks every condition', async () => {
      await expectRejected('constituteStartup', INPUTS.startup, 'METHOD_INCOMPLETE', [
        'AGREEMENT',
        'INTRAPRENEUR',
        'COACH',
        'DEVELOPER',
      ]);
    });

    test('a startup right after the agreement lacks its team', async () => {
      const agreement = await createAgreement(register);
      const people = ['INTRAPRENEUR', 'COACH', 'DEVELOPER'];
      await expectRejected('constituteStartup', { ...INPUTS.startup, agreement }, 'METHOD_INCOMPLETE', people);
    });

    test('a team before its intrapreneur', async () => {
      const agreement = await createAgreement(register);
      await expectRejected('staffTeam', { agreement, members: [INPUTS.coach] }, 'METHOD_INCOMPLETE', ['INTRAPRENEUR']);
    });

    test('a startup with a coach and no developer', async () => {
      const agreement = await createHostedAgreement(register);
      await idFrom(executeCommand(register, 'staffTeam', { agreement, members: [INPUTS.coach] }));
      await expectRejected('constituteStartup', { ...INPUTS.startup, agreement }, 'METHOD_INCOMPLETE', ['DEVELOPER']);
    });

    test('a team after its intrapreneur has left', async () => {
      const agreement = await createHostedAgreement(register, { until: '2026-08-01' });
      await expectRejected('staffTeam', { agreement, members: [INPUTS.coach] }, 'METHOD_INCOMPLETE', ['INTRAPRENEUR']);
    });

    test('a team or a startup under an agreement that has ended', async () => {
      const agreement = await createStaffedAgreement(register);
      const late = '2027-01-01';
      const members = [{ ...INPUTS.developer, from: late }];
      await expectRejected('staffTeam', { agreement, members }, 'METHOD_INCOMPLETE', ['AGREEMENT']);
      const input = { ...INPUTS.startup, agreement, on: late };
      await expectRejected('constituteStartup', input, 'METHOD_INCOMPLETE', ['AGREEMENT']);
      const later = { ...INPUTS.startup, agreement, on: '2027-01-15' };
      await expectRejected('constituteStartup', later, 'METHOD_INCOMPLETE', ['AGREEMENT', 'INTRAPRENEUR']);
    });

    test('an intrapreneur before the signature or after the end of the agreement', async () => {
      const agreement = await createAgreement(register);
      for (const from of ['2026-06-30', '2027-01-01']) {
        await expectRejected('hostIntrapreneur', { agreement, from }, 'INPUT_INVALID', [], ['input.from']);
      }
    });
  });

  describe('rejects a duplicate:', () => {
    test('the same pain point on the same day, whatever its white space', async () => {
      await idFrom(executeCommand(register, 'raisePainPoint', INPUTS.painPoint));
      const again = { ...INPUTS.painPoint, statement: `  ${INPUTS.painPoint.statement}\n` };
      await expectRejected('raisePainPoint', again, 'ALREADY_DONE');
      await idFrom(executeCommand(register, 'raisePainPoint', { ...again, raisedOn: '2026-06-02' }));
    });

    test('a second agreement about the same pain point', async () => {
      await createAgreement(register);
      const input = { administration: 'cnam', painPoints: ['pain_point_1'] };
      await expectRejected('signAgreement', input, 'INPUT_INVALID', [], ['input.painPoints[0]']);
    });

    test('a contract with the same reference', async () => {
      await idFrom(executeCommand(register, 'recordPublicContract', INPUTS.contract));
      await expectRejected('recordPublicContract', INPUTS.contract, 'ALREADY_DONE');
    });

    test('an intrapreneur who overlaps with another one, but not one who follows', async () => {
      const agreement = await createHostedAgreement(register, { until: TODAY });
      await expectRejected('hostIntrapreneur', { agreement, from: TODAY }, 'ALREADY_DONE');
      await idFrom(executeCommand(register, 'hostIntrapreneur', { agreement, from: '2026-10-01' }));
    });

    test('the same bill, even when it used up the remaining amount', async () => {
      const agreement = await createAgreement(register, { costCents: 1_000, rebilledShare: 0.29 });
      const bill = { agreement, amountCents: 290 };
      await idFrom(executeCommand(register, 'billAgreement', bill));
      await expectRejected('billAgreement', bill, 'ALREADY_DONE');
    });

    test('the same member in the same role, but not in another role or another team', async () => {
      const agreement = await createHostedAgreement(register);
      const coach = { ...INPUTS.coach, member: 'grace' };
      await idFrom(executeCommand(register, 'staffTeam', { agreement, members: [coach] }));
      await expectRejected('staffTeam', { agreement, members: [coach] }, 'ALREADY_DONE');
      const developer = { role: 'DEVELOPER', employment: 'PUBLIC_AGENT', member: 'grace' };
      await idFrom(executeCommand(register, 'staffTeam', { agreement, members: [developer] }));
      const painPoint = await idFrom(
        executeCommand(register, 'raisePainPoint', { ...INPUTS.painPoint, statement: 'Autre chose.' }),
      );
      const other = await idFrom(
        executeCommand(register, 'signAgreement', {
          administration: 'cnam',
          painPoints: [painPoint],
          signedOn: '2026-07-01',
        }),
      );
      await idFrom(executeCommand(register, 'hostIntrapreneur', { agreement: other }));
      await idFrom(executeCommand(register, 'staffTeam', { agreement: other, members: [coach, developer] }));
    });

    test('a startup under the same agreement, whatever its slug', async () => {
      const agreement = await createStaffedAgreement(register);
      await idFrom(executeCommand(register, 'constituteStartup', { ...INPUTS.startup, agreement }));
      await expectRejected('constituteStartup', { ...INPUTS.startup, agreement }, 'ALREADY_DONE');
      await expectRejected('constituteStartup', { ...INPUTS.startup, slug: 'autre', agreement }, 'ALREADY_DONE');
    });
  });

  test('adds a developer who arrives after the birth to the team of the startup', async () => {
    const agreement = await createStaffedAgreement(register);
    const id = await idFrom(executeCommand(register, 'constituteStartup', { ...INPUTS.startup, agreement }));
    const before = await versionOf('ma-startup');
    const developer = { ...INPUTS.developer, from: '2026-08-21' };
    await idFrom(executeCommand(register, 'staffTeam', { agreement, members: [developer] }));
    const { data } = await register.execute(
      `{ startup(by: { slug: "ma-startup" }) { id version team(on: "2026-08-21") { size developers surplus } } }`,
    );
    expect(data?.startup).toEqual({ id, version: before + 1, team: { size: 4, developers: 2, surplus: [] } });
  });

  test('rejects readers and anonymous clients', async () => {
    const reader = { name: 'lecteur', role: 'READER' } as const;
    expect((await executeCommand(register, 'raisePainPoint', INPUTS.painPoint, { as: reader })).error?.code).toBe(
      'FORBIDDEN',
    );
    const anyone = await executeCommand(register, 'raisePainPoint', INPUTS.painPoint, { as: null });
    expect(anyone.error?.code).toBe('UNAUTHENTICATED');
  });

  async function expectRejected(
    command: Parameters<typeof executeCommand>[1],
    input: Readonly<Record<string, unknown>>,
    code: string,
    missing: readonly string[] = [],
    paths: readonly string[] = [],
  ): Promise<void> {
    const before = await birthRows(register);
    const { error, errorPaths } = await executeCommand(register, command, input);
    expect({ code: error?.code, missing: error?.missing, errorPaths }).toEqual({ code, missing, errorPaths: paths });
    expect(await birthRows(register)).toEqual(before);
  }

  async function journal(): Promise<string[]> {
    const { rows } = await register.pool.query<{ command: string }>(
      "SELECT command FROM journal WHERE actor = 'tests' ORDER BY version",
    );
    return rows.map(({ command }) => command);
  }

  async function versionOf(slug: string): Promise<number> {
    const { rows } = await register.pool.query<{ version: number }>('SELECT version FROM startup WHERE slug = $1', [
      slug,
    ]);
    return rows[0]?.version ?? 0;
  }
});

test('On PostgreSQL, one of fifty concurrent constitutions of a startup succeeds', async () => {
  const register = await openRegister(POSTGRESQL.open);
  try {
    await loadBirthEntities(register);
    const agreement = await createStaffedAgreement(register);
    const before = await register.pool.query<{ version: number }>('SELECT version FROM register');
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        executeCommand(register, 'constituteStartup', { ...INPUTS.startup, slug: `startup-${at % 5}`, agreement }),
      ),
    );
    const codes = results.map(({ error }) => error?.code ?? 'done');
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_DONE')).toHaveLength(49);
    const { rows } = await register.pool.query(
      `SELECT version, (SELECT count(*)::int FROM startup WHERE slug <> 'prise') AS startups,
         (SELECT count(*)::int FROM phase) AS phases FROM register`,
    );
    expect(rows).toEqual([{ version: (before.rows[0]?.version ?? 0) + 1, startups: 1, phases: 1 }]);
  } finally {
    await register.close();
  }
});
