import { Int } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import { type CommandContext, defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { isFoundBy, requireVersion } from '../../../register/commands/lookups.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { type Fragment, raw, sql, value } from '../../../sql/sql.ts';
import { DECISIONS_DIFFER } from '../../domainErrors.ts';
import { Startup, type StartupDecision } from '../../startups/Startup.ts';
import { mergeServices } from './mergeServices.ts';

export const mergeStartups = defineCommand({
  name: 'mergeStartups',
  role: 'EDITOR',
  description:
    'Merges a startup into its successor, which the register has as another startup: one product under two slugs. The successor takes over its agreements, pain points, objectives, scale plans, members, events, links and services, each once; its own phases, incubators and sponsors stay. The former slug then leads to the successor, the former startup is deleted, and imports no longer create it. Fails with `DECISIONS_DIFFER` if the former startup has another decision, and with `ALREADY_DONE` if the slug already leads to the successor.',
  returns: () => Startup,
  input: {
    startup: field(String, 'The slug of the startup that ends, such as the one that its source no longer gives.'),
    into: field(String, 'The slug of the successor.'),
    on: optional(DateScalar, 'The day on which the successor took over, at the latest today. Default: today in Paris.'),
    version: optional(
      Int,
      'The `version` of the startup that ends, as the client last read it. Fails with `CONFLICT` if the startup changed since then. Default: not checked.',
    ),
  },
  async execute(ctx, { startup, into, on, version }) {
    const { writer, errors, today } = ctx;
    const day = on ?? today;
    const former = await findMerged(ctx, sql`slug = ${value(startup)}::text`);
    const successor = errors.found(
      'into',
      into,
      await findMerged(ctx, isFoundBy('startup', 'startup', into)),
      'startup',
    );
    if (!former && successor && (await leadsTo(writer, startup, successor))) {
      fail(ALREADY_DONE, { what: `${startup} is a former slug of ${into}` });
    }
    errors.found('startup', startup, former, 'startup');
    if (former && former.id === successor?.id)
      errors.add('into', 'is the startup itself: give the slug of another startup');
    if (day > today) errors.add('on', `${day} is after today (${today})`);
    const from = errors.foundOrThrow(former);
    const to = errors.foundOrThrow(successor);
    if (version != null) requireVersion(`startup ${from.slug}`, version, from.version);
    if (from.decision !== null && from.decision !== to.decision) {
      fail(DECISIONS_DIFFER, { startup, decision: from.decision, into, other: to.decision });
    }
    await mergeServices(writer, from.id, to.id, day);
    for (const table of MOVED) await writer.rows(moved(table, from.id, to.id));
    for (const children of COPIED) await copyMissing(writer, children, from.id, to.id);
    // The rows that the successor has already, the source records and the slug end with the startup.
    await writer.rows(sql`DELETE FROM startup WHERE id = ${value(from.id)}`);
    await writer.insertAll('startup_former_slug', [{ slug: from.slug, startup_id: to.id, replaced_on: day }]);
    await writer.update('startup', to.id, { updated_at: new Date() });
    return to.id;
  },
});

interface MergedStartup {
  readonly id: number;
  readonly slug: string;
  readonly version: number;
  readonly decision: StartupDecision | null;
}

async function findMerged({ writer }: CommandContext, condition: Fragment): Promise<MergedStartup | null> {
  return writer.row<MergedStartup>(sql`SELECT id, slug, version, decision FROM startup WHERE ${condition}`);
}

async function leadsTo(writer: TableWriter, slug: string, { id }: MergedStartup): Promise<boolean> {
  return (
    null !==
    (await writer.row(
      sql`SELECT FROM startup_former_slug WHERE slug = ${value(slug)}::text AND startup_id = ${value(id)}`,
    ))
  );
}

/** The tables whose rows change their startup, with the columns by which a row is the same as one of the successor. */
const MOVED = [
  { table: 'agreement', same: [], touched: true },
  { table: 'pain_point', same: [], touched: true },
  { table: 'scale_plan', same: ['proposed_on', 'statement'] },
  { table: 'service_startup', same: ['service_id'] },
  { table: 'startup_former_slug', same: [] },
  {
    table: 'membership',
    same: ['source_id', 'member_key', 'role', 'role_word', 'employment', 'started_on', 'ended_on'],
  },
] as const satisfies readonly MovedTable[];

interface MovedTable {
  readonly table: string;
  readonly same: readonly string[];
  readonly touched?: true;
}

function moved({ table, same, ...rest }: MovedTable, from: number, to: number): Fragment {
  const isSame = ['true', ...same.map((column) => `o.${column} IS NOT DISTINCT FROM t.${column}`)].join(' AND ');
  const missing =
    same.length === 0
      ? raw('true')
      : sql`NOT EXISTS (SELECT FROM ${raw(table)} o WHERE o.startup_id = ${value(to)} AND ${raw(isSame)})`;
  return sql`UPDATE ${raw(table)} t SET startup_id = ${value(to)}${raw('touched' in rest ? ', updated_at = now()' : '')} WHERE startup_id = ${value(from)} AND ${missing}`;
}

/** The ordered children that the successor gets after its own, unless it has the same. */
const COPIED = [
  { table: 'objective', columns: ['statement', 'recorded_on'], same: ['statement'] },
  { table: 'startup_event', columns: ['kind', 'occurred_on', 'comment', 'kind_label'], same: ['kind', 'occurred_on'] },
  { table: 'startup_link', columns: ['kind', 'url'], same: ['kind', 'url'], within: 'kind' },
] as const satisfies readonly CopiedTable[];

interface CopiedTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly same: readonly string[];
  /** The column whose rows have positions of their own. */
  readonly within?: string;
}

async function copyMissing(
  writer: TableWriter,
  { table, columns, same, within }: CopiedTable,
  from: number,
  to: number,
): Promise<void> {
  const list = columns.join(', ');
  const isSame = same.map((column) => `o.${column} = t.${column}`).join(' AND ');
  const partition = within ? `PARTITION BY t.${within} ` : '';
  const others = within ? ` AND p.${within} = t.${within}` : '';
  await writer.rows(
    sql`INSERT INTO ${raw(`${table} (startup_id, position, ${list})`)} SELECT ${value(to)}::int, (SELECT coalesce(max(p.position), -1) FROM ${raw(table)} p WHERE p.startup_id = ${value(to)}${raw(others)}) + row_number() OVER (${raw(partition)}ORDER BY t.position), ${raw(list)} FROM ${raw(table)} t WHERE t.startup_id = ${value(from)} AND NOT EXISTS (SELECT FROM ${raw(table)} o WHERE o.startup_id = ${value(to)} AND ${raw(isSame)})`,
  );
}
