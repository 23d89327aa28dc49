import type { PoolClient } from 'pg';
import type { SourceFinding } from '../findings/findings.ts';
import type { Difference } from './syncRows.ts';
import { writeSet } from './syncRows.ts';

/** Brings the findings about a source to those of its last import. */
export function writeFindings(
  client: PoolClient,
  sourceId: number,
  findings: readonly SourceFinding[],
): Promise<Difference> {
  return writeSet(
    client,
    'import_finding',
    sourceId,
    {
      code: 'text',
      outcome: 'finding_outcome',
      subject: 'finding_subject',
      source_key: 'text',
      field: 'text',
      before: 'text',
      after: 'text',
    },
    findings.map(({ sourceId: key, ...rest }) => ({ ...rest, source_key: key === '' ? null : key })),
  );
}
