import type { PoolClient } from 'pg';
import { overRows } from '../../sql/rowWriter.ts';
import type { Desired } from '../desired.ts';
import type { KindReport } from './ImportReport.ts';

/** Brings the steps and roles of the method to those given; a source that gives none leaves them as they are. */
export async function writeMethod(client: PoolClient, { methodSteps, methodRoles }: Desired): Promise<KindReport> {
  const steps = await overRows<{ created: boolean }>(
    client,
    { kind: 'method_step_kind', position: 'integer', name: 'text', statement: 'text', phase: 'phase_name' },
    methodSteps.map(({ kind, position, name, statement, phase }) => ({ kind, position, name, statement, phase })),
    `INSERT INTO method_step AS t (kind, position, name, statement, phase) SELECT kind, position, name, statement, phase FROM {rows}
     ON CONFLICT (kind, position) DO UPDATE SET name = EXCLUDED.name, statement = EXCLUDED.statement, phase = EXCLUDED.phase
     WHERE (t.name, t.statement, t.phase) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.statement, EXCLUDED.phase)
     RETURNING xmax = 0 AS created`,
  );
  const roles = await overRows<{ created: boolean }>(
    client,
    { role: 'team_role', position: 'integer', minimum: 'integer', maximum: 'integer', statement: 'text' },
    methodRoles.map(({ role, position, minimum, maximum, statement }) => ({
      role,
      position,
      minimum,
      maximum,
      statement,
    })),
    `INSERT INTO method_role AS t (role, position, minimum, maximum, statement) SELECT role, position, minimum, maximum, statement FROM {rows}
     ON CONFLICT (role) DO UPDATE SET position = EXCLUDED.position, minimum = EXCLUDED.minimum, maximum = EXCLUDED.maximum,
       statement = EXCLUDED.statement
     WHERE (t.position, t.minimum, t.maximum, t.statement)
       IS DISTINCT FROM (EXCLUDED.position, EXCLUDED.minimum, EXCLUDED.maximum, EXCLUDED.statement)
     RETURNING xmax = 0 AS created`,
  );
  const written = [...steps.rows, ...roles.rows];
  const created = written.filter((row) => row.created).length;
  const given = methodSteps.length + methodRoles.length;
  return { kind: 'method', created, updated: written.length - created, deleted: 0, unchanged: given - written.length };
}
