import { boolean, list, repetition } from '../../openData/column.ts';
import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Mission } from './Mission.ts';
import { MissionAction } from './MissionAction.ts';

const { identifiant, entite, nom, enonce, modifie_le, ...others } = exportedColumns(Mission, 'm', { entity: 'e' });

export const missionsTable = table({
  name: 'missions',
  title: 'Missions des entités',
  description:
    'Les missions dont les entités sont chargées, avec leur énoncé et leurs thématiques. Une mission par ligne.',
  from: sql`mission m JOIN entity e ON e.id = m.entity_id`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: {
    ...{ identifiant, entite, nom, enonce },
    thematiques: list(
      sql`ARRAY(SELECT t.slug FROM mission_theme mt JOIN theme t ON t.id = mt.theme_id WHERE mt.mission_id = m.id ORDER BY mt.position, t.slug COLLATE "C")`,
      'Identifiants des thématiques de la mission (voir la table « themes »), dans leur ordre, en tableau JSON ; [] s’il n’y en a pas.',
      ['donnee-ouverte', 'code-source-ouvert'],
      { title: 'Thématiques' },
    ),
    ...others,
    ouverte: boolean(
      sql`m.closed_on IS NULL`,
      'Vrai si aucun dernier jour de la mission n’est connu (colonne « fermeture » vide) ; faux si elle est terminée ou si sa fin est fixée.',
      true,
      { required: true },
    ),
    cree_le: createdColumn('m', 'la mission'),
    modifie_le,
  },
});

export const actionsTable = table({
  name: 'actions',
  title: 'Actions menées au titre des missions',
  description:
    'Les actions que les entités mènent au titre de leurs missions (accompagner, collaborer, opérer, construire ou gérer), avec leurs bénéficiaires et leurs partenaires. Une action par ligne.',
  from: sql`mission_action a JOIN mission m ON m.id = a.mission_id LEFT JOIN entity partner ON partner.id = a.partner_id LEFT JOIN service v ON v.id = a.service_id`,
  primaryKey: ['mission', 'type', 'description', 'numero'],
  foreignKeys: {
    mission: 'missions.identifiant',
    partenaire: 'entites.identifiant',
    service: 'services.identifiant',
  },
  columns: {
    ...exportedColumns(MissionAction, 'a', { mission: 'm', partner: 'partner', service: 'v' }),
    numero: repetition(
      [sql`a.mission_id`, sql`a.kind`, sql`a.description`],
      [sql`a.position`],
      'Numéro de l’action, à partir de 2, si la mission a déjà une action du même type avec la même description ; vide sinon.',
    ),
  },
});
