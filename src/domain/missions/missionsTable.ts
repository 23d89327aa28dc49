import { list } from '../../openData/column.ts';
import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Mission } from './Mission.ts';

export const missionsTable = table({
  name: 'missions',
  title: 'Missions des entités',
  description: 'Ce dont chaque entité est chargée : l’énoncé de la mission et ses thématiques, une mission par ligne.',
  from: sql`mission m JOIN entity e ON e.id = m.entity_id`,
  orderBy: sql`m.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: {
    ...exported(Mission, 'm', { entity: 'e' }),
    thematiques: list(
      sql`ARRAY(SELECT t.slug FROM mission_theme mt JOIN theme t ON t.id = mt.theme_id WHERE mt.mission_id = m.id ORDER BY mt.position, t.slug COLLATE "C")`,
      'Identifiants des thématiques de la mission (voir la table « themes »), dans leur ordre, en tableau JSON ; [] s’il n’y en a pas.',
      ['donnee-ouverte', 'code-source-ouvert'],
      { title: 'Thématiques' },
    ),
  },
});
