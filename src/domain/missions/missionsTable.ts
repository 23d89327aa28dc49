import { list, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const missionsTable = table({
  name: 'missions',
  title: 'Missions des entités',
  description: 'Ce dont chaque entité est chargée : l’énoncé de la mission et ses thématiques, une mission par ligne.',
  from: sql`mission m JOIN entity e ON e.id = m.entity_id`,
  orderBy: sql`m.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: {
    identifiant: text(sql`m.slug`, 'Identifiant stable de la mission, jamais réattribué.', 'etalab-ouverture', {
      required: true,
      unique: true,
    }),
    entite: text(sql`e.slug`, 'Identifiant de l’entité chargée de la mission.', 'etalab', {
      title: 'Entité',
      required: true,
    }),
    nom: text(sql`m.name`, 'Nom de la mission, en quelques mots.', 'Ouverture des données publiques', {
      required: true,
    }),
    enonce: text(
      sql`m.statement`,
      'Énoncé de la mission : ce dont l’entité est chargée.',
      'Contribuer, avec les administrations de l’État, à l’ouverture et à la réutilisation des données publiques.',
      { title: 'Énoncé', required: true },
    ),
    thematiques: list(
      sql`ARRAY(SELECT t.slug FROM mission_theme mt JOIN theme t ON t.id = mt.theme_id WHERE mt.mission_id = m.id ORDER BY mt.position, t.slug COLLATE "C")`,
      'Identifiants des thématiques de la mission (voir la table « themes »), dans leur ordre, en tableau JSON ; [] s’il n’y en a pas.',
      ['donnee-ouverte', 'code-source-ouvert'],
      { title: 'Thématiques' },
    ),
  },
});
