import { expect, test } from '@jest/globals';
import { everyDatabase } from '../../support/databases.ts';
import { openRegister } from '../../support/register.ts';

/** The tables that imports write. */
const TABLES = [
  ...[
    'entity',
    'entity_identifier',
    'former_parent',
    'theme',
    'mission',
    'mission_action',
    'mission_theme',
    'startup',
    'phase',
    'startup_event',
    'startup_link',
  ],
  ...['startup_incubator', 'startup_sponsor', 'service', 'service_startup', 'membership', 'method_step', 'method_role'],
  ...['source_record', 'import_finding', 'import_source'],
];

const IN_MAPPING = 'src/importing/mapping';

/** The import rule of each condition of a CHECK constraint: why no imported value can break it. */
const RULES: readonly [condition: RegExp, rule: string][] = [
  [/^is_text\(/, `repairFreeText in ${IN_MAPPING}/repair.ts`],
  [/^is_name(_list)?\(/, `repairName in ${IN_MAPPING}/repair.ts`],
  [/^is_slug\(slug\)$/, 'isValidId in src/importing/sources/sourceId.ts'],
  [/^is_url\(/, `repairUrl in ${IN_MAPPING}/repair.ts`],
  [/^is_mailbox\(contact\)$/, `repairContact in ${IN_MAPPING}/repair.ts`],
  [/^is_day\((started|ended|occurred)_on\)$/, `repairDate in ${IN_MAPPING}/repair.ts`],
  [/^is_day\(decided_on\)$/, 'imports do not write the column'],
  [
    /^is_day\((opened|closed)_on\)$|^\(opened_on <= closed_on\)$/,
    'the reference register: src/importing/sources/readReference.ts',
  ],
  [/^is_day\(absent_since\)$/, 'the day of the import'],
  [/^\(jsonb_typeof\(imported\)/, 'src/importing/merge writes an object'],
  [
    /^is_identifier\(scheme, value\)$/,
    'the value is the id of the row: isValidId in src/importing/sources/sourceId.ts',
  ],
  [/^\(ended_on >= started_on\)$/, `END_BEFORE_START in ${IN_MAPPING}/mapPhases.ts and mapMemberships.ts`],
  [/^\(parent_id <> (id|entity_id)\)$/, 'parents of imports are organisations, and their children incubators'],
  [/^\("position" >=? 0\)$/, 'positions count from 0, those of the method from 1'],
  [/^\(version >= 0\)$/, 'a trigger writes the version of a row'],
  [/^\(\(decision IS NULL\) = \(decided_on IS NULL\)\)$/, 'imports do not write decisions'],
  [
    /^\(\(status = 'CLOSED'::service_status\) = \(closed_on IS NOT NULL\)\)$/,
    `${IN_MAPPING}/mapBetaGouv.ts gives both or neither, and imports merge the last day with the status`,
  ],
  [/^\(\(public_contract_id IS NULL\) OR /, 'imports do not write contracts of members'],
  [/^\(member_key ~ /, 'memberKey in src/domain/teams/memberKey.ts'],
  [/^\(minimum >= 0\)$|^\(maximum >= minimum\)$/, 'the reference register: src/importing/sources/readReference.ts'],
  [/^\(num_nonnulls\(/, 'saveRecords in src/importing/merge/matchRows.ts writes one key'],
  [
    /^\(\(source_key <> ''::text\) AND \(length\(source_key\) <= 300\)\)$/,
    'the kind of a row and its id of at most 200 characters',
  ],
  [/^\(source_key <> ''::text\)$|^\(code ~ /, 'src/importing/findings/findings.ts'],
  [/^\(\(?(name|title|licence|url) /, 'constants of the source'],
];

test.each(everyDatabase)('Each CHECK constraint of an imported table has an import rule on $name', async ({ open }) => {
  const register = await openRegister(open);
  const { rows } = await register.pool.query<{ name: string; condition: string }>(
    `SELECT conrelid::regclass || ': ' || conname AS name, pg_get_expr(conbin, conrelid) AS condition FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid = ANY($1::regclass[]) ORDER BY 1`,
    [TABLES],
  );
  await register.close();
  expect(rows.length).toBeGreaterThan(60);
  const withoutRule = rows.filter(({ condition }) => !RULES.some(([pattern]) => pattern.test(condition)));
  expect(withoutRule).toEqual([]);
  const unused = RULES.filter(([pattern]) => !rows.some(({ condition }) => pattern.test(condition)));
  expect(unused).toEqual([]);
});

test.each(everyDatabase)(
  'Each text and each day of an imported table has the CHECK of its form on $name',
  async ({ open }) => {
    const register = await openRegister(open);
    const { rows } = await register.pool.query<{ name: string; checks: string | null }>(
      `SELECT c.relname || '.' || a.attname AS name,
       (SELECT string_agg(pg_get_expr(k.conbin, k.conrelid), ' ') FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) AS checks
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.oid = ANY($1::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.atttypid = ANY ('{text,text[],date}'::regtype[])
       -- Triggers copy it from started_on.
       AND a.attname <> 'first_day' ORDER BY 1`,
      [TABLES.filter((name) => !/^(source_record|import_)/.test(name))],
    );
    await register.close();
    const FORM = /is_(text|name|name_list|slug|url|mailbox|identifier|day)\(|member_key ~/;
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter(({ checks }) => !FORM.test(checks ?? ''))).toEqual([]);
  },
);
