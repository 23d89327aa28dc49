import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';

export const identifiantsTable = table({
  name: 'identifiants',
  title: 'Identifiants externes des entités',
  description:
    'Les identifiants sous lesquels d’autres référentiels (SIREN, beta.gouv.fr…) connaissent les entités du registre, un par ligne : de quoi croiser ces données avec d’autres.',
  from: sql`entity_identifier i JOIN entity e ON e.id = i.entity_id`,
  orderBy: sql`e.slug COLLATE "C", i.scheme COLLATE "C", i.value COLLATE "C"`,
  primaryKey: ['entite', 'referentiel', 'valeur'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: exported(EntityIdentifier, 'i', { entity: 'e' }),
});
