import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { MissionAction } from './MissionAction.ts';

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
  columns: exported(MissionAction, 'a', { mission: 'm', partner: 'partner', service: 'v' }),
});
