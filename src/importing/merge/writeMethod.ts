import type { PoolClient } from 'pg';
import { MethodRole } from '../../domain/method/MethodRole.ts';
import { MethodStep } from '../../domain/method/MethodStep.ts';
import { columnsOf, type Model, tableOf } from '../../graphql/relations/columns.ts';
import { columnList, executeInBatches } from '../../sql/executeInBatches.ts';
import type { MappedRows } from '../mappedSource.ts';

/** Inserts and updates the steps and roles of the method. Those that a source does not have are not deleted. */
export async function writeMethod(client: PoolClient, { methodSteps, methodRoles }: MappedRows) {
  const written = [
    ...(await upsertRows(client, MethodStep, methodSteps)),
    ...(await upsertRows(client, MethodRole, methodRoles)),
  ];
  const created = written.filter((row) => row.created).length;
  const given = methodSteps.length + methodRoles.length;
  return { created, updated: written.length - created, deleted: 0, unchanged: given - written.length };
}

/** Upserts rows by primary key, and returns the rows that were inserted or changed. */
async function upsertRows(client: PoolClient, model: Model, rows: Iterable<object>): Promise<{ created: boolean }[]> {
  const all = columnsOf(model);
  const typesOf = (columns: typeof all) => Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  const [columns, values] = [typesOf(all), typesOf(all.filter(({ primary }) => !primary))];
  const keys = typesOf(all.filter(({ primary }) => primary));
  const { rows: written } = await executeInBatches<{ created: boolean }>(
    client,
    columns,
    [...rows].map((row) => Object.fromEntries(all.map(({ name, property }) => [name, Reflect.get(row, property)]))),
    `INSERT INTO ${tableOf(model)} AS t (${columnList(columns)}) SELECT ${columnList(columns)} FROM {rows}
     ON CONFLICT (${columnList(keys)}) DO UPDATE SET (${columnList(values)}) = ROW(${columnList(values, 'EXCLUDED.')})
     WHERE (${columnList(values, 't.')}) IS DISTINCT FROM (${columnList(values, 'EXCLUDED.')}) RETURNING xmax = 0 AS created`,
  );
  return written;
}
