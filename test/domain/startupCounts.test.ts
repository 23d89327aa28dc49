import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { anEdit } from '../register/edits.ts';
import { anEntity, aSource, aStartup, aPhase as mappedPhase } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

const COUNTS = `totalCount facets {
  phase { value count } isActive { value count } isOverdue { value count } isPhaseUnknown { value count } isAbsent { value count }
  accessibility { value count } decision { value count }
  incubators(first: 2) { nodes { entity { slug } count } others without } sponsors { nodes { entity { slug } count } others without }
  ministryDomains(first: 1) { nodes { value label count } others without }
  topics(first: 3) { nodes { value count } others without } technologies { nodes { value count } others without }
}`;

/** Filters whose counts are kept. A filter with another condition, even one that always holds, counts the rows. */
const FILTERS = [
  '{}',
  '{ phase: [INVESTIGATION, CONSTRUCTION, CONSTRUCTION, ABANDONED] }',
  '{ phase: [] }',
  '{ isActive: true }',
  '{ isActive: false }',
  '{ isOverdue: true }',
  '{ isOverdue: false }',
  '{ isPhaseUnknown: true }',
  '{ isAbsent: false }',
  '{ accessibility: [FULL, PARTIAL] }',
  '{ decision: [ABANDONED] }',
  '{ startedOn: {} }',
  '{ startedOn: { gte: "2021-01-01", lt: "2024-06-01" } }',
  '{ startedOn: { eq: "2020-01-01" } }',
  '{ phase: [CONSTRUCTION, ABANDONED], isActive: true }',
  '{ isActive: false, phase: [ACCELERATION, ABANDONED] }',
  '{ phase: [INVESTIGATION, CONSTRUCTION], accessibility: [FULL] }',
  '{ decision: [ABANDONED], phase: [INVESTIGATION, ABANDONED] }',
  '{ isActive: true, decision: [DEVELOPED] }',
  '{ startedOn: { gte: "2021-01-01" }, accessibility: [NON_CONFORMANT, PARTIAL] }',
  '{ isActive: false, isAbsent: true }',
  '{ phase: [INVESTIGATION], isPhaseUnknown: false }',
];

const listed = (field: (filter: string, at: number) => string) => FILTERS.map(field).join(' ');
const KEPT = listed((filter, at) => `list${at}: startups(filter: ${filter}) { ${COUNTS} }`);
const COUNTED = listed((filter, at) => `list${at}: startups(filter: { and: [${filter}] }) { ${COUNTS} }`);

onEachDatabase('The counts of startups that are kept', (open) => {
  const { seed, numRuns } = randomRuns(20, 150);
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
  });
  afterAll(() => register.close());

  const read = async (fields: string, version?: number) => {
    const { data, errors } = await register.execute(
      version === undefined ? `{ ${fields} }` : `{ at(asOf: { version: ${version} }) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(version === undefined ? data : data?.at));
  };
  const expectRight = async () => {
    const { rows } = await register.pool.query('SELECT wrong_startup_counts()::int AS wrong');
    expect(rows).toEqual([{ wrong: 0 }]);
  };

  test('are those of the rows, after random changes, now and in the past', async () => {
    const versions: { version: number; kept: unknown }[] = [];
    for (let at = 0; at < numRuns; at += 1) {
      await anEdit(register, seed, at);
      await expectRight();
      if (at % 10 !== 9) continue;
      const kept = await read(KEPT);
      expect({ seed, ...kept }).toEqual({ seed, ...(await read(COUNTED)) });
      versions.push({ version: (await read('register { version }')).register.version, kept });
    }
    for (const { version, kept } of versions) expect(await read(KEPT, version)).toEqual(kept);
  }, 240_000);

  test('are those of the rows after imports, of which a startup disappears', async () => {
    const startup = (slug: string) =>
      aStartup(slug, { phases: [mappedPhase('INVESTIGATION', '2019-01-01')], incubators: ['i'], sponsors: ['s'] });
    const entities = [anEntity('i', { kind: 'INCUBATOR' }), anEntity('s', { ministryDomain: 'Santé' })];
    const counted = "SELECT sum(begun)::int AS absent FROM startup_count WHERE fact = 'absent'";
    const absent = async () => (await register.pool.query<{ absent: number }>(counted)).rows[0]?.absent ?? 0;
    await register.load(aSource({ entities, startups: [startup('a'), startup('b')] }));
    await expectRight();
    const before = await absent();
    await register.load(aSource({ entities, startups: [startup('a')] }));
    await expectRight();
    expect(await absent()).toBe(before + 1);
  });

  test('are those of the rows after statements by hand, which deferred triggers follow', async () => {
    const run = (sql: string) => register.pool.query(sql);
    await run(`BEGIN; INSERT INTO startup (slug, name) VALUES ('by-hand', 'À la main');
      DELETE FROM phase WHERE startup_id = (SELECT id FROM startup WHERE slug = 'a'); COMMIT`);
    await expectRight();
    await run("BEGIN; DELETE FROM startup WHERE slug = 'by-hand'; ROLLBACK");
    await expectRight();
    await run("DELETE FROM startup WHERE slug = 'by-hand'; UPDATE entity SET ministry_domain = 'Justice'");
    await expectRight();
  });

  test('can be compared with the rows, and computed again', async () => {
    await register.pool.query("UPDATE startup_count SET begun = begun + 1 WHERE fact = 'recorded' AND grouped_by = ''");
    const { rows } = await register.pool.query('SELECT wrong_startup_counts()::int AS wrong');
    expect(rows).toEqual([{ wrong: 1 }]);
    await register.pool.query('CALL fill_startup_counts()');
    await expectRight();
  });

  const PHASES = 'phase { count } isActive { count }';
  const GROUPS =
    'accessibility { count } decision { count } incubators { nodes { count } } ministryDomains { nodes { count } }';
  const ALL = `${PHASES} isAbsent { count } isPhaseUnknown { count } ${GROUPS}`;

  test.each([
    ['{}', ALL],
    ['{ phase: [OPERATED, CONSTRUCTION] }', ALL],
    ['{ isActive: false }', ALL],
    ['{ startedOn: { gte: "2020-01-01" } }', GROUPS],
    ['{ accessibility: [FULL] }', `${PHASES} accessibility { count }`],
    ['{ phase: [OPERATED], accessibility: [FULL] }', ''],
    ['{ isActive: true, decision: [KEPT] }', ''],
  ])('of the list %s, and its facets %s, are read without the table of startups', async (filter, facets) => {
    const fields = facets === '' ? '' : `facets { ${facets} }`;
    const { statements } = await register.execute(`{ startups(filter: ${filter}) { totalCount ${fields} } }`);
    expect(statements.join('\n')).not.toMatch(/\b(FROM|JOIN) (startup|phase)\b/);
  });
});
