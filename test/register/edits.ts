import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { change } from '../../src/register/change.ts';
import type { TestRegister } from '../support/register.ts';

/** One random change of the register, of one to four statements: the same for the same seed and place. */
export async function anEdit({ dataSource }: TestRegister, seed: number, at: number): Promise<void> {
  const [chosen] = fc.sample(edit(at), { seed: seed + at, numRuns: 1 });
  if (!chosen) throw new Error('no edit was chosen');
  await change(dataSource, { actor: 'tests', command: 'edit' }, async (client) => {
    // A name of its own for each statement: the same one may be chosen twice.
    for (const [position, { name, number }] of chosen.entries()) {
      await STATEMENTS[name](client, `${at}-${position}`, number);
    }
    return { wrote: true, result: null };
  });
}

const any = (table: string, column = 'id') =>
  `(SELECT ${column} FROM ${table} ORDER BY ${column} OFFSET $1 % greatest((SELECT count(*) FROM ${table}), 1) LIMIT 1)`;

type Edit = (client: PoolClient, name: string, number: number) => Promise<unknown>;

const STATEMENTS = {
  newEntity: (client, name, number) =>
    client.query(`INSERT INTO entity (slug, name, kind, parent_id) VALUES ($2, $3, 'OTHER', ${any('entity')})`, [
      number,
      `entite-${name}-${number}`,
      `Entité ${name}`,
    ]),
  renamedEntity: (client, name, number) =>
    client.query(`UPDATE entity SET name = $2, updated_at = now() WHERE id = ${any('entity')}`, [
      number,
      `Renommée ${name}`,
    ]),
  movedEntity: (client, _name, number) =>
    client.query(
      `UPDATE entity SET parent_id = (SELECT id FROM entity WHERE slug = 'premier-ministre') WHERE id = ${any('entity')} AND slug NOT IN ('premier-ministre')
         AND id NOT IN (SELECT id FROM entity WHERE parent_id IS NULL)`,
      [number],
    ),
  newStartup: (client, name, number) =>
    client.query('INSERT INTO startup (slug, name, pitch) VALUES ($2, $3, $1::int::text)', [
      number,
      `startup-${name}-${number}`,
      `Startup ${name}`,
    ]),
  newPitch: (client, name, number) =>
    client.query(`UPDATE startup SET pitch = $2, topics = ARRAY[$2] WHERE id = ${any('startup')}`, [
      number,
      `Pitch ${name}`,
    ]),
  newPhase: (client, _name, number) =>
    client.query(
      `INSERT INTO phase (startup_id, name, started_on, ended_on) SELECT ${any('startup')}, 'CONSTRUCTION',
         date '2020-01-01' + $1::int % 2000, date '2026-01-01' ON CONFLICT (startup_id, started_on, name) DO NOTHING`,
      [number],
    ),
  unknownPhase: (client, name, number) =>
    client.query(
      `INSERT INTO phase (startup_id, name, source_word, started_on) SELECT id, NULL, $2,
         CASE WHEN $1::int % 3 > 0 THEN date '2021-01-01' + $1::int % 1500 END FROM startup WHERE id = ${any('startup')} AND decision IS NULL
         AND NOT EXISTS (SELECT FROM phase WHERE startup_id = startup.id AND name IS NULL)`,
      [number, `mot ${name}`],
    ),
  // Before the day of the tests: a past version has the day on which it was made.
  absentStartup: (client, _name, number) =>
    client.query(
      `UPDATE startup SET absent_since = CASE WHEN $1::int % 4 > 0 THEN date '2025-01-01' + $1::int % 500 END WHERE id = ${any('startup')}`,
      [number],
    ),
  newTechnologies: (client, name, number) =>
    client.query(
      `UPDATE startup SET technologies = CASE WHEN $1::int % 4 > 0 THEN ARRAY['Python', 'python', $2] ELSE '{}' END, accessibility = 'PARTIAL' WHERE id = ${any('startup')}`,
      [number, `Téchno ${name}`],
    ),
  shorterPhase: (client, _name, number) =>
    client.query(`UPDATE phase SET ended_on = started_on, comment = 'écourtée' WHERE id = ${any('phase')}`, [number]),
  goneStartup: (client, _name, number) =>
    client.query(
      `DELETE FROM startup WHERE id = ${any('startup')} AND slug <> 'mes-aides' AND NOT EXISTS
         (SELECT FROM agreement a WHERE a.startup_id = startup.id) AND NOT EXISTS
         (SELECT FROM pain_point p WHERE p.startup_id = startup.id)`,
      [number],
    ),
  newSponsor: (client, _name, number) =>
    client.query(
      `INSERT INTO startup_sponsor SELECT ${any('startup')}, ${any('entity')}, 1 + (SELECT coalesce(max(position), 0) FROM startup_sponsor) ON CONFLICT DO NOTHING`,
      [number],
    ),
  goneSponsors: (client, _name, number) =>
    client.query(`DELETE FROM startup_sponsor WHERE startup_id = ${any('startup')}`, [number]),
  newService: (client, name, number) =>
    client.query(`INSERT INTO service (slug, name, status, operator_id) VALUES ($2, $3, 'LIVE', ${any('entity')})`, [
      number,
      `service-${name}-${number}`,
      `Service ${name}`,
    ]),
  servedBy: (client, _name, number) =>
    client.query(`INSERT INTO service_startup SELECT ${any('service')}, ${any('startup')}, 0 ON CONFLICT DO NOTHING`, [
      number,
    ]),
  newMember: (client, name, number) =>
    client.query(
      `INSERT INTO membership (startup_id, member_key, role, role_word, started_on)
         SELECT ${any('startup')}, md5($2), 'DEVELOPER', 'Développement', '2020-01-01'`,
      [number, `${name}-${number}`],
    ),
  newAgreement: (client, _name, number) =>
    client.query(
      `INSERT INTO agreement (administration_id, startup_id, signed_on, cost_cents) SELECT ${any('entity')}, ${any('startup')}, '2024-01-01', $1::int % 1000`,
      [number],
    ),
  newSurvey: (client, _name, number) =>
    client.query(
      `INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score)
         SELECT ${any('service')}, date '2024-01-01' + $1::int % 500, 10, 7.5 ON CONFLICT DO NOTHING`,
      [number],
    ),
  newObjective: (client, name, number) =>
    client.query(
      `INSERT INTO objective (startup_id, position, statement, recorded_on)
         SELECT ${any('startup')}, (SELECT coalesce(max(position), 0) + 1 FROM objective), $2, '2024-01-01'`,
      [number, `Objectif ${name}`],
    ),
  newScalePlan: (client, name, number) =>
    client.query(
      `INSERT INTO scale_plan (startup_id, statement, proposed_on) SELECT ${any('startup')}, $2, '2024-01-01'`,
      [number, `Plan ${name}`],
    ),
  // No other edit adds a phase that starts later.
  decided: (client, _name, number) =>
    client.query(
      `WITH decided AS (UPDATE startup SET decision = 'KEPT', decided_on = '2027-01-01' WHERE id = ${any('startup')}
         AND NOT EXISTS (SELECT FROM phase WHERE startup_id = startup.id AND name IS NULL) RETURNING id)
       INSERT INTO phase (startup_id, name, started_on) SELECT id, 'TRANSFERRED', '2027-01-01' FROM decided
       ON CONFLICT (startup_id, started_on, name) DO NOTHING`,
      [number],
    ),
  billed: (client, _name, number) =>
    client.query(
      `INSERT INTO rebilling (agreement_id, billed_on, amount_cents)
         SELECT id, date '2024-01-01' + $1::int % 900, 1 + $1::int FROM agreement WHERE id = ${any('agreement')} ON CONFLICT DO NOTHING`,
      [number],
    ),
  contracted: (client, name, number) =>
    client.query('INSERT INTO public_contract (reference, title) VALUES ($2, $1::int::text)', [
      number,
      `M-${name}-${number}`,
    ]),
  succeeded: (client, _name, number) =>
    client.query(
      `INSERT INTO entity_succession (kind, predecessor_id, successor_id, effective_on, legal_source)
         SELECT 'RENAMED', a.id, b.id, '2024-01-01', 'Décret' FROM entity a, entity b
         WHERE a.id = ${any('entity')} AND b.id > a.id ORDER BY b.id LIMIT 1 ON CONFLICT DO NOTHING`,
      [number],
    ),
  closed: (client, _name, number) =>
    client.query(`UPDATE entity SET closed_on = '2025-01-01' WHERE id = ${any('entity')}`, [number]),
  backAndForth: async (client, _name, number) => {
    await client.query(`UPDATE startup SET name = name || '!' WHERE id = ${any('startup')}`, [number]);
    await client.query(`UPDATE startup SET name = rtrim(name, '!') WHERE id = ${any('startup')}`, [number]);
  },
} satisfies Record<string, Edit>;

function edit(at: number) {
  const names = Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[];
  const statement = fc.record({ name: fc.constantFrom(...names), number: fc.nat(1_000_000) });
  return fc.array(statement, { minLength: 1, maxLength: at % 7 === 0 ? 12 : 4 });
}
