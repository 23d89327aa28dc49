import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { PublicContract } from './PublicContract.ts';

export const marchesTable = table({
  name: 'marches',
  title: 'Marchés publics',
  description:
    'Les marchés publics par lesquels des entreprises mettent des développeurs et des coachs à la disposition des startups d’État. Un marché par ligne.',
  from: sql`public_contract k LEFT JOIN entity b ON b.id = k.buyer_id LEFT JOIN entity t ON t.id = k.supplier_id`,
  primaryKey: ['reference'],
  foreignKeys: { acheteur: 'entites.identifiant', titulaire: 'entites.identifiant' },
  columns: exportedColumns(PublicContract, 'k', { buyer: 'b', supplier: 't' }),
});
