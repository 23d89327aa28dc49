import type { Client } from 'pg';
import type { CapturedStatement } from './captureStatements.ts';

/** One access to a table in a query plan. */
export interface Scan {
  /** For example `Index Scan of startup_updated`. */
  readonly accessPath: string;
  /** The number of rows that the planner estimates. */
  readonly rows: number;
  readonly readsAllRows: boolean;
}

/** Returns the scans of `tables` in the plan of a statement. The statement is planned, not executed. */
export async function tableScans(
  client: Client,
  { text, values }: CapturedStatement,
  tables: readonly string[],
): Promise<Scan[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  return plan ? [...scansInPlan(plan, tables)] : [];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Plan Rows': number;
  Plans?: PlanNode[];
}

function* scansInPlan(node: PlanNode, tables: readonly string[], isLimited = false): Generator<Scan> {
  // Below a Limit, an ordered index scan stops after one page. A sort or an aggregate in between reads all its rows first.
  const stopsEarly = node['Node Type'] === 'Limit' || (isLimited && !READS_ALL_INPUT.has(node['Node Type']));
  const table = node['Relation Name'];
  if (table !== undefined && tables.includes(table)) {
    const index = node['Index Name'];
    const accessPath = `${node['Node Type']} of ${index ?? table}`;
    const isFullScan = node['Node Type'] === 'Seq Scan' || (index !== undefined && !node['Index Cond']);
    yield { accessPath, rows: node['Plan Rows'], readsAllRows: isFullScan && !stopsEarly };
  }
  for (const child of node.Plans ?? []) yield* scansInPlan(child, tables, stopsEarly);
}

const READS_ALL_INPUT = new Set(['Sort', 'Aggregate', 'Hash', 'Materialize', 'WindowAgg', 'SetOp', 'Gather Merge']);
