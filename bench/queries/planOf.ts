import type { Client } from 'pg';
import type { Sent } from './capture.ts';

/** How a statement goes through a table. */
export interface Scan {
  readonly how: string;
  /** How many rows the planner thinks that it passes over. */
  readonly rows: number;
  readonly whole: boolean;
}

/** The ways through `table` in the plan of a statement, as PostgreSQL would carry it out. */
export async function scansOf(client: Client, { text, values }: Sent, table: string): Promise<Scan[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  return plan ? [...scans(plan, table)] : [];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Plan Rows': number;
  Plans?: PlanNode[];
}

function* scans(node: PlanNode, table: string, limited = false): Generator<Scan> {
  // A page reads as many rows as it shows, in the order of an index; what sorts or counts reads them all first.
  const ends = node['Node Type'] === 'Limit' || (limited && !READS_ALL.has(node['Node Type']));
  if (node['Relation Name'] === table) {
    const index = node['Index Name'];
    const how = index ? `${node['Node Type']} of ${index}` : node['Node Type'];
    const isWhole = node['Node Type'] === 'Seq Scan' || (index !== undefined && !node['Index Cond'] && !ends);
    yield { how, rows: node['Plan Rows'], whole: isWhole && !ends };
  }
  for (const below of node.Plans ?? []) yield* scans(below, table, ends);
}

const READS_ALL = new Set(['Sort', 'Aggregate', 'Hash', 'Materialize', 'WindowAgg', 'SetOp', 'Gather Merge']);
