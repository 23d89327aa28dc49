import type { PoolClient } from 'pg';
import { executeInBatches } from '../../sql/executeInBatches.ts';
import type { MappedSuccession } from '../mappedSource.ts';

/**
 * Inserts the successions that the register does not have, and returns their number. One that a command recorded stays as it is,
 * and none becomes circular.
 */
export async function writeSuccessions(
  client: PoolClient,
  successions: Iterable<MappedSuccession>,
  entityKey: (slug: string) => number,
): Promise<number> {
  const rows = [...successions].map((succession) => ({
    predecessor_id: entityKey(succession.predecessor),
    successor_id: entityKey(succession.successor),
    kind: succession.kind,
    effective_on: succession.effectiveOn,
    legal_source: succession.legalSource,
    legal_url: succession.legalUrl,
  }));
  const { count } = await executeInBatches(
    client,
    {
      ...{ predecessor_id: 'integer', successor_id: 'integer', kind: 'succession_kind', effective_on: 'date' },
      ...{ legal_source: 'text', legal_url: 'text' },
    },
    rows,
    `INSERT INTO entity_succession (predecessor_id, successor_id, kind, effective_on, legal_source, legal_url)
     SELECT predecessor_id, successor_id, kind, effective_on, legal_source, legal_url FROM {rows}
     WHERE NOT EXISTS (
       WITH RECURSIVE later AS (
         SELECT x.successor_id AS id
         UNION SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.id
       ) SELECT FROM later WHERE id = x.predecessor_id)
     ORDER BY effective_on, predecessor_id, successor_id
     ON CONFLICT (predecessor_id, successor_id) DO NOTHING`,
  );
  return count;
}
