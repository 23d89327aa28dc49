import { text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const themesTable = table({
  name: 'themes',
  title: 'Thématiques des missions',
  description: 'Les thématiques auxquelles se rattachent les missions des entités, comme la donnée ouverte.',
  from: sql`theme t`,
  orderBy: sql`t.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  columns: {
    identifiant: text(sql`t.slug`, 'Identifiant stable de la thématique, jamais réattribué.', 'donnee-ouverte', {
      required: true,
      unique: true,
    }),
    nom: text(sql`t.name`, 'Nom de la thématique.', 'Donnée ouverte', { required: true }),
  },
});
