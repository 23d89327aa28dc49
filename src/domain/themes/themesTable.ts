import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Theme } from './Theme.ts';

export const themesTable = table({
  name: 'themes',
  title: 'Thématiques des missions',
  description: 'Les thématiques auxquelles se rattachent les missions des entités, comme la donnée ouverte.',
  from: sql`theme t`,
  orderBy: sql`t.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  columns: exportedColumns(Theme, 't'),
});
