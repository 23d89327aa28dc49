import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';

export const entitesTable = table({
  name: 'entites',
  title: 'Entités',
  description:
    'Les organisations de l’État et celles qui travaillent avec lui (ministères, directions, opérateurs, incubateurs, collectivités, communautés, fournisseurs), une par ligne, rattachées les unes aux autres en arbre.',
  from: sql`entity e LEFT JOIN entity parent ON parent.id = e.parent_id`,
  orderBy: sql`e.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite_mere: 'entites.identifiant' },
  columns: exported(Entity, 'e', { parent: 'parent' }),
});
