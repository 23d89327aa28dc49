import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';

/**
 * Merges the services of a startup into those of its successor that have the same page or name: their surveys and the actions
 * of missions move, and their slugs become former slugs. The other services stay as they are.
 */
export async function mergeServices(writer: TableWriter, from: number, to: number, day: string): Promise<void> {
  const pairs = await writer.rows<{ id: number; slug: string; successor: number }>(
    sql`SELECT DISTINCT ON (v.id) v.id, v.slug, w.id AS successor
      FROM service_startup l JOIN service v ON v.id = l.service_id, service_startup m JOIN service w ON w.id = m.service_id
      WHERE l.startup_id = ${value(from)} AND m.startup_id = ${value(to)} AND v.id <> w.id
        AND (page_address(v.url) = page_address(w.url) OR v.name_key = w.name_key)
        AND NOT EXISTS (SELECT FROM service_startup o WHERE o.service_id = v.id AND o.startup_id NOT IN (${value(from)}, ${value(to)}))
      ORDER BY v.id, page_address(v.url) = page_address(w.url) DESC NULLS LAST, w.id`,
  );
  for (const { id, slug, successor } of pairs) {
    await writer.rows(
      sql`UPDATE satisfaction_survey t SET service_id = ${value(successor)} WHERE service_id = ${value(id)}
        AND NOT EXISTS (SELECT FROM satisfaction_survey o WHERE o.service_id = ${value(successor)} AND o.surveyed_on = t.surveyed_on)`,
    );
    await writer.rows(sql`UPDATE mission_action SET service_id = ${value(successor)} WHERE service_id = ${value(id)}`);
    await writer.rows(
      sql`UPDATE service_former_slug SET service_id = ${value(successor)} WHERE service_id = ${value(id)}`,
    );
    await writer.rows(sql`DELETE FROM service WHERE id = ${value(id)}`);
    await writer.insertAll('service_former_slug', [{ slug, service_id: successor, replaced_on: day }]);
    await writer.update('service', successor, { updated_at: new Date() });
  }
}
