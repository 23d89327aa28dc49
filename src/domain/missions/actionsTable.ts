import { integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { ENTITY_KINDS } from '../entities/EntityKind.ts';
import { MISSION_ACTION_KINDS } from './MissionActionKind.ts';

export const actionsTable = table({
  name: 'actions',
  title: 'Actions menées au titre des missions',
  description:
    'Ce que chaque entité fait au titre d’une mission, et pour qui ou avec qui : accompagner, collaborer, opérer, construire ou gérer. Une action par ligne.',
  from: sql`mission_action a JOIN mission m ON m.id = a.mission_id LEFT JOIN entity partner ON partner.id = a.partner_id LEFT JOIN service v ON v.id = a.service_id`,
  orderBy: sql`m.slug COLLATE "C", a.position`,
  primaryKey: ['mission', 'rang'],
  foreignKeys: {
    mission: 'missions.identifiant',
    partenaire: 'entites.identifiant',
    service: 'services.identifiant',
  },
  columns: {
    mission: text(sql`m.slug`, 'Identifiant de la mission.', 'etalab-ouverture', { required: true }),
    rang: integer(sql`a.position + 1`, 'Rang de l’action dans la mission, à partir de 1.', 1, { required: true }),
    type: word(MISSION_ACTION_KINDS, sql`a.kind`, 'Type d’action, parmi une liste fermée.', 'SUPPORTS', {
      required: true,
    }),
    description: text(
      sql`a.description`,
      'Description de l’action.',
      'Accompagner les administrations centrales dans l’ouverture de leurs données.',
      { required: true },
    ),
    type_beneficiaires: word(
      ENTITY_KINDS,
      sql`a.beneficiary_kind`,
      'Type des organisations bénéficiaires, quand l’action s’adresse à toutes celles d’un type ; vide sinon.',
      'CENTRAL_ADMINISTRATION',
      { title: 'Type de bénéficiaires' },
    ),
    partenaire: text(
      sql`partner.slug`,
      'Identifiant de l’entité pour laquelle ou avec laquelle l’action est menée ; vide si aucune n’est nommée.',
      'openstreetmap',
    ),
    service: text(
      sql`v.slug`,
      'Identifiant du service numérique concerné ; vide si aucun n’est nommé.',
      'data-gouv-fr',
    ),
  },
});
