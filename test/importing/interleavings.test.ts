import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { everyDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { COMMAND_NAMES, runCommand } from './randomCommands.ts';
import { selectValues, sourceOf, type Values, valuesOf, WORLD } from './randomSources.ts';

/** The number of imports of a history. The last but one takes the values of the source. */
const IMPORTS = 4;

/** The same histories on each run, unless `REGISTRE_TEST_SEED` is set. */
const DEFAULT_SEED = 11;

/** A random history of one world: some commands on its rows, then an import of its source, several times. */
const HISTORY = fc.array(
  fc.record({
    commands: fc.array(fc.record({ name: fc.constantFrom(...COMMAND_NAMES), a: fc.nat(97), b: fc.nat(97) }), {
      maxLength: 2,
    }),
    world: WORLD,
  }),
  { minLength: IMPORTS, maxLength: IMPORTS },
);

describe.each(everyDatabase)('Random commands and imports, on $name,', ({ open }) => {
  test('never change what a command wrote, unless the source is taken', async () => {
    const { numRuns } = randomRuns(12, 500);
    const seed = Number(process.env.REGISTRE_TEST_SEED ?? DEFAULT_SEED);
    const histories = fc.sample(HISTORY, { seed, numRuns });
    const register = await openRegister(open);
    try {
      // The worlds share each import, so that hundreds of histories take few imports.
      const edits = histories.map((): Values => new Map());
      const lastGiven: Values = new Map();
      for (let round = 0; round < IMPORTS; round += 1) {
        for (const [number, history] of histories.entries()) {
          const commands = history[round]?.commands ?? [];
          let before = commands.length > 0 ? await readValues(register, number) : new Map();
          for (const command of commands) {
            await runCommand(register, number, command);
            const after = await readValues(register, number);
            recordEdits(edits[number], before, after, lastGiven);
            before = after;
          }
        }
        const source = sourceOf(histories.flatMap((history) => history[round]?.world ?? []));
        const takeSource = round === IMPORTS - 2;
        const before = await readValues(register);
        await register.load(source, { takeSource, batchSize: Math.ceil(numRuns / 10) + ((seed + round) % 100) });
        const after = await readValues(register);
        const given = valuesOf(source);
        rememberGiven(lastGiven, given);
        if (takeSource) for (const edited of edits) forgetTaken(edited, given);
        for (const edited of edits) expectKept(edited, before, after);
        expectFollowed(new Map(edits.flatMap((edited) => [...edited])), after, given);
        if (takeSource) expectNothingAdded(after, given);
        for (const edited of edits) forgetAgreed(edited, after, given);
        expect(await violations(register)).toEqual([]);
        const stored = await storedRows(register);
        expect(await register.load(source, { batchSize: 1 + Math.ceil(numRuns / 2) })).toMatchObject({ wrote: false });
        expect(await storedRows(register)).toEqual(stored);
      }
    } finally {
      await register.close();
    }
  }, 300_000);
});

async function readValues(register: TestRegister, world?: number): Promise<Values> {
  const { rows } = await register.pool.query<{ path: string; fields: Record<string, unknown> }>(selectValues(world));
  return new Map(
    rows.flatMap(({ path, fields }): [string, unknown][] => [
      [path, '+'],
      ...Object.entries(fields).map(([name, value]): [string, unknown] => [`${path}/${name}`, value]),
    ]),
  );
}

/** Records the values that a command changed. A value that equals the last one of the source is not an edit: it follows the source. */
function recordEdits(edited: Values | undefined, before: Values, after: Values, lastGiven: Values): void {
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const value = after.get(path);
    if (isEqual(before.get(path), value)) continue;
    if (isEqual(lastGiven.get(path), value)) edited?.delete(path);
    else edited?.set(path, value);
  }
}

/** Keeps what the source gave last for each row, also for rows that it no longer gives. */
function rememberGiven(lastGiven: Values, given: Values): void {
  for (const path of lastGiven.keys()) if (given.has(rowOf(path))) lastGiven.delete(path);
  for (const [path, value] of given) lastGiven.set(path, value);
}

/** The row of a path: `startup/w1-s0` of `startup/w1-s0/pitch`. */
function rowOf(path: string): string {
  return path.split(/[ /]/).slice(0, 2).join('/');
}

function expectKept(edited: Values, before: Values, after: Values): void {
  const lost = [...edited.keys()].filter((path) => !isEqual(before.get(path), after.get(path)));
  expect(lost.map((path) => [path, before.get(path), after.get(path)])).toEqual([]);
}

/** What the source gives and no command edited is in the register. */
function expectFollowed(edited: Values, after: Values, given: Values): void {
  const other = [...given.keys()].filter((path) => {
    const item = itemOf(path);
    const isGone = item !== null && item !== path && !after.has(item);
    const isFree = !isGone && !isDecided(path, after) && !isContradicted(path, after, given) && !isTaken(path, edited);
    return !edited.has(path) && isFree && !isEqual(after.get(path), given.get(path));
  });
  expect(other.map((path) => [path, given.get(path), after.get(path)])).toEqual([]);
}

/** Whether an edited phase would end before its start with a day of the source. */
function isContradicted(path: string, after: Values, given: Values): boolean {
  const [, phase, day] = /^(.*\/phases .*)\/(startedOn|endedOn)$/.exec(path) ?? [];
  const days = { startedOn: after.get(`${phase}/startedOn`), endedOn: after.get(`${phase}/endedOn`) };
  const merged = day ? { ...days, [day]: given.get(path) } : days;
  return merged.endedOn != null && String(merged.startedOn) > String(merged.endedOn);
}

/** Whether an edit gave the identifier to another entity. */
function isTaken(path: string, edited: Values): boolean {
  const [, identifier] = / (s .*)$/.exec(path) ?? [];
  return [...edited].some(
    ([other, value]) => value === '+' && identifier && other.endsWith(`/identifiers ${identifier}`),
  );
}

/** The lists that the source gives have no other items after their values were taken. */
function expectNothingAdded(after: Values, given: Values): void {
  const lists = listsOf(given);
  const added = [...after.keys()].filter((path) => lists.has(listOf(path) ?? '') && !given.has(path));
  expect(added).toEqual([]);
}

/**
 * A source gives way to an edit only where it has no value, or no item of a list. A decision gives way to the phases of the source,
 * which may no longer agree with it.
 */
function forgetTaken(edited: Values, given: Values): void {
  const lists = listsOf(given);
  for (const path of edited.keys()) {
    if (path.endsWith('/decision') && lists.has(`${rowOf(path)}/phases`)) edited.delete(path);
    const list = listOf(path);
    const value = given.get(path);
    const isEmpty = value == null || (Array.isArray(value) && value.length === 0);
    if (list === null ? !isEmpty : lists.has(list)) edited.delete(path);
  }
}

function listsOf(values: Values): Set<string> {
  return new Set([...values.keys()].flatMap((path) => listOf(path) ?? []));
}

/** The list of the path of an item, such as `startup/w1-s0/phases`. */
function listOf(path: string): string | null {
  return path.includes(' ') ? (path.split(' ')[0] ?? null) : null;
}

/** The value agrees with the source, which it follows from now on. An item that was edited stays as an edit when the source drops it. */
function forgetAgreed(edited: Values, after: Values, given: Values): void {
  const editedItems = new Set([...edited.keys()].flatMap((path) => itemOf(path) ?? []));
  for (const [path, value] of after) {
    const item = itemOf(path);
    if (!given.has(rowOf(path))) continue;
    if (edited.has(path) && isEqual(given.get(path), value)) edited.delete(path);
    if (item !== null && editedItems.has(item) && !given.has(item)) edited.set(path, value);
  }
  for (const [path, value] of edited)
    if (value === undefined && !after.has(path) && !given.has(path)) edited.delete(path);
}

/** The item of a list of a path: `startup/w1-s0/phases CONSTRUCTION` of `startup/w1-s0/phases CONSTRUCTION/endedOn`. */
function itemOf(path: string): string | null {
  return /^.*? [^/]*/.exec(path)?.[0] ?? null;
}

/** Whether a decision settles the value, whatever the source gives. */
function isDecided(path: string, after: Values): boolean {
  const [kind, slug = ''] = path.split(/[ /]/);
  const world = slug.split('-')[0];
  const decisions = ['s0', 's1'].map((name) => after.get(`startup/${world}-${name}/decision`) ?? null);
  if (kind === 'startup') return path.includes('/phases ') && after.get(`startup/${slug}/decision`) !== null;
  return path.endsWith('/state') && decisions.includes('ABANDONED');
}

/** The rows that break a rule between decision, phases and services. */
async function violations(register: TestRegister): Promise<object[]> {
  const { rows } = await register.pool.query<object>(
    `WITH last AS (SELECT DISTINCT ON (startup_id) startup_id, name AS phase FROM phase ORDER BY startup_id, started_on DESC, name DESC)
     SELECT slug FROM startup LEFT JOIN last ON startup_id = id
     WHERE decision = 'ABANDONED' AND phase NOT IN ('ABANDONED', 'ABANDONED_AT_INVESTIGATION')
       OR decision <> 'ABANDONED' AND phase <> 'TRANSFERRED' OR decision IS NOT NULL AND phase IS NULL
       OR (decision IS NULL) <> (decided_on IS NULL)
     UNION ALL
     SELECT slug FROM service v WHERE (status = 'CLOSED') <> (closed_on IS NOT NULL) OR status <> 'CLOSED'
       AND EXISTS (SELECT FROM service_startup WHERE service_id = v.id)
       AND NOT EXISTS (SELECT FROM service_startup JOIN startup s ON s.id = startup_id
         WHERE service_id = v.id AND s.decision IS DISTINCT FROM 'ABANDONED')
     UNION ALL
     SELECT wrong || ' wrong counts' FROM wrong_startup_counts() c(wrong) WHERE wrong > 0`,
  );
  return rows;
}

/** The number of rows of each table of the history, and the version. */
async function storedRows(register: TestRegister): Promise<unknown> {
  const { rows } = await register.pool.query<{ tables: string[] }>(
    `SELECT array_agg(format('(SELECT count(*)::int FROM history.%I)', relname) ORDER BY relname) AS tables
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'history'::regnamespace`,
  );
  const counts = await register.pool.query(
    `SELECT ARRAY[${rows[0]?.tables.join(', ')}] AS counts, version FROM register`,
  );
  return counts.rows;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
