import { integer, text } from '../../openData/column.ts';
import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Link } from './Link.ts';

const { type, ...others } = exported(Link, 'l');

export const liensTable = table({
  name: 'liens',
  title: 'Liens des startups d’État',
  description:
    'Les adresses publiques de chaque startup d’État : site, code source, statistiques, budget, impact, bonnes pratiques, risques, accessibilité. Un lien par ligne.',
  from: sql`startup_link l JOIN startup s ON s.id = l.startup_id`,
  orderBy: sql`s.slug COLLATE "C", l.kind, l.position`,
  primaryKey: ['startup', 'type', 'rang'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    type,
    rang: integer(sql`l.position + 1`, 'Rang du lien parmi ceux du même type, à partir de 1.', 1, { required: true }),
    ...others,
  },
});
