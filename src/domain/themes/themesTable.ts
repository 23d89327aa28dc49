import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Theme } from './Theme.ts';

const { modifie_le, ...ofThemes } = exportedColumns(Theme, 't');

export const themesTable = table({
  name: 'themes',
  title: 'Thématiques des missions',
  description: 'Les thématiques des missions des entités, par exemple la donnée ouverte. Une thématique par ligne.',
  from: sql`theme t`,
  primaryKey: ['identifiant'],
  columns: { ...ofThemes, cree_le: createdColumn('t', 'la thématique'), modifie_le },
});
