import { date } from '../../openData/column.ts';
import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { ImportSource } from './ImportSource.ts';

export const sourcesTable = table({
  name: 'sources',
  title: 'Sources du registre',
  description:
    'Les sources dont le registre importe les données, avec leur licence et le jour de leur dernier import. Une source par ligne.',
  from: sql`import_source i`,
  primaryKey: ['nom'],
  columns: {
    ...exportedColumns(ImportSource, 'i'),
    jour_import: date(
      sql`coalesce(i.imported_on, (i.imported_at AT TIME ZONE 'Europe/Paris')::date)`,
      'Jour, à Paris, du dernier import de la source qui a modifié le registre.',
      '2026-11-23',
      { title: 'Jour de l’import', required: true },
    ),
  },
});
