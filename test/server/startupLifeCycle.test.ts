import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { mutationOf, recordIn } from '../support/mutation.ts';
import type { Reply, TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

/** The result of a command: its object, or its error. */
interface Said {
  done: Record<string, unknown> | null;
  code: string | null;
  missing: string[];
  fields: string[];
  version: number;
}

describe.each(databases())('the life cycle of a startup d’État, over HTTP on $name', ({ open }) => {
  let server: TestServer;
  let painPoint = '';
  let agreement = '';

  beforeAll(async () => {
    server = await startTestServer(open, { name: 'histoire', role: 'EDITOR' });
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test('an administration raises a pain point', async () => {
    const wrong = await say('raisePainPoint', { administration: 'nulle-part', statement: ' ', raisedOn: '2026-01-05' });
    expect(wrong).toMatchObject({ done: null, code: 'INPUT_INVALID' });
    expect(wrong.fields).toEqual(['input.administration', 'input.statement']);
    const { done, version } = await say('raisePainPoint', {
      administration: 'dila',
      statement: 'Personne ne retrouve ses droits dans Légifrance.',
      raisedOn: '2026-01-05',
    });
    expect(version).toBe(wrong.version + 1);
    painPoint = String(done?.id);
  });

  test('no startup can be constituted before the agreement is signed', async () => {
    const early = await say('constituteStartup', { slug: 'mes-droits', name: 'Mes droits', incubator: INCUBATOR });
    expect(early).toMatchObject({
      code: 'METHOD_INCOMPLETE',
      missing: ['AGREEMENT', 'INTRAPRENEUR', 'COACH', 'DEVELOPER'],
    });
  });

  test('the administration signs an agreement', async () => {
    const wrong = await say('signAgreement', {
      administration: 'dila',
      painPoints: [painPoint],
      signedOn: '2026-02-01',
      endsOn: '2026-01-01',
      costCents: -1,
      rebilledShare: 1.5,
    });
    expect(wrong.fields).toEqual(['input.costCents', 'input.endsOn', 'input.rebilledShare']);
    const { done } = await say('signAgreement', {
      administration: 'dila',
      painPoints: [painPoint],
      signedOn: '2026-01-10',
      costCents: 20_000_000,
      rebilledShare: 0.5,
    });
    agreement = String(done?.id);
    expect(await say('billAgreement', { agreement, billedOn: '2026-02-01', amountCents: 5_000_000 })).toMatchObject({
      code: null,
    });
  });

  test('a team is staffed in order: the intrapreneur first', async () => {
    const members = [
      { role: 'COACH', employment: 'PUBLIC_AGENT', from: '2026-01-20' },
      { role: 'DEVELOPER', employment: 'CONTRACTOR', publicContract: 'M-2026-1', from: '2026-01-20' },
    ];
    expect(await say('staffTeam', { agreement, members: members.slice(0, 1) })).toMatchObject({
      code: 'METHOD_INCOMPLETE',
      missing: ['INTRAPRENEUR'],
    });
    expect(await say('hostIntrapreneur', { agreement, from: '2026-01-15' })).toMatchObject({ code: null });
    expect(await say('staffTeam', { agreement, members })).toMatchObject({ code: 'INPUT_INVALID' });
    const contract = { reference: 'M-2026-1', title: 'Développement et accompagnement', signedOn: '2025-01-01' };
    expect(await say('recordPublicContract', contract)).toMatchObject({ code: null });
    expect(await say('staffTeam', { agreement, members })).toMatchObject({ code: null });
  });

  test('the startup is constituted, once', async () => {
    const input = { agreement, slug: 'mes-droits', name: 'Mes droits', incubator: INCUBATOR, on: '2026-02-01' };
    const { done } = await say('constituteStartup', input);
    expect(done).toMatchObject({ slug: 'mes-droits' });
    expect(await say('constituteStartup', input)).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await startup()).toMatchObject({
      phase: 'INVESTIGATION',
      sponsors: [{ slug: 'dila' }],
      services: { nodes: [{ slug: 'mes-droits', status: 'PLANNED', operator: null }] },
      team: { size: 3, isComplete: true },
      nextSteps: [
        { to: 'CONSTRUCTION', allowed: false, missing: ['OBJECTIVES'] },
        { to: 'ABANDONED_AT_INVESTIGATION', allowed: true, missing: [] },
      ],
    });
  });

  test('each phase requires the conditions of the method, and lists the missing ones', async () => {
    const go = (to: string, on: string) => say('advanceStartup', { startup: 'mes-droits', to, on });
    expect(await go('CONSTRUCTION', '2026-03-01')).toMatchObject({ code: 'MOVE_NOT_ALLOWED', missing: ['OBJECTIVES'] });
    await say('recordObjectives', {
      startup: 'mes-droits',
      objectives: ['Trouver un texte en une minute.'],
      on: '2026-02-15',
    });
    expect((await go('CONSTRUCTION', '2026-01-01')).fields).toEqual(['input.on']);
    expect(await go('CONSTRUCTION', '2026-03-01')).toMatchObject({ code: null });
    expect(await go('CONSTRUCTION', '2026-03-01')).toMatchObject({ code: 'MOVE_NOT_ALLOWED' });
    expect(await go('CONSOLIDATION', '2026-05-01')).toMatchObject({ code: 'MOVE_NOT_ALLOWED', missing: ['SURVEY'] });
    await say('recordSurvey', { service: 'mes-droits', on: '2026-04-15', respondents: 12, score: 8 });
    expect(await go('CONSOLIDATION', '2026-05-01')).toMatchObject({ code: null });
    expect(await say('reintegrateStartup', { startup: 'mes-droits', on: '2026-07-01' })).toMatchObject({
      code: 'MOVE_NOT_ALLOWED',
      missing: ['SCALE_PLAN'],
    });
    await say('recordScalePlan', { startup: 'mes-droits', statement: 'Ouvrir à tous les codes.', on: '2026-06-01' });
  });

  test('the service is reintegrated into its administration, which decides on its future', async () => {
    const again = { startup: 'mes-droits', decision: 'KEPT', on: '2026-09-01' };
    expect(await say('concludeStartup', again)).toMatchObject({ code: 'MOVE_NOT_ALLOWED' });
    expect(await say('reintegrateStartup', { startup: 'mes-droits', on: '2026-07-01' })).toMatchObject({ code: null });
    expect(await startup()).toMatchObject({
      phase: 'REINTEGRATION',
      services: { nodes: [{ slug: 'mes-droits', status: 'LIVE', operator: { slug: 'dila' } }] },
      agreements: { nodes: [{ endsOn: '2026-07-01' }] },
    });
    expect(await say('concludeStartup', again)).toMatchObject({ code: null });
    expect(await say('concludeStartup', again)).toMatchObject({ code: 'MOVE_NOT_ALLOWED' });
    expect(await startup()).toMatchObject({ phase: 'TRANSFERRED', decision: 'KEPT', nextSteps: [] });
  });

  test('the journal has one entry per command, without gaps', async () => {
    const { rows } = await server.register.pool.query<{ version: number; actor: string; command: string }>(
      'SELECT version, actor, command FROM journal WHERE version > 1 ORDER BY version',
    );
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_row, at) => at + 2));
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(['histoire']));
    expect(rows.map(({ command }) => command)).toEqual([
      ...['raisePainPoint', 'signAgreement', 'billAgreement', 'hostIntrapreneur', 'recordPublicContract', 'staffTeam'],
      ...[
        'constituteStartup',
        'recordObjectives',
        'advanceStartup',
        'recordSurvey',
        'advanceStartup',
        'recordScalePlan',
      ],
      ...['reintegrateStartup', 'concludeStartup'],
    ]);
  });

  async function say(command: string, input: Record<string, unknown>): Promise<Said> {
    const { body } = await server.execute(mutationOf(command, `{ ${SHOWN[command] ?? '__typename'} }`), { input });
    return saidIn(body, command);
  }

  async function startup() {
    const { body } = await server.execute(`{ startup(by: { slug: "mes-droits" }) {
      phase(on: "2026-10-01") decision sponsors { slug } services { nodes { slug status operator { slug } } } agreements { nodes { endsOn } }
      team(on: "2026-02-02") { size isComplete } nextSteps { to allowed missing } } }`);
    expect(body.errors).toBeUndefined();
    return body.data?.startup;
  }
});

const INCUBATOR = 'incubateur-de-services-numeriques';

const SHOWN: Record<string, string> = { raisePainPoint: 'id', signAgreement: 'id', constituteStartup: 'slug' };

function saidIn(body: Reply['body'], command: string): Said {
  const done = recordIn(body.data, command);
  const error = body.errors?.[0]?.extensions;
  expect(body.errors?.length ?? 1).toBe(1);
  return {
    done: typeof done === 'object' && done !== null ? { ...done } : null,
    code: error?.code ?? null,
    missing: error?.missing ?? [],
    fields: (error?.fields ?? []).map(({ path }) => path).sort(),
    version: body.extensions?.register?.version ?? -1,
  };
}
