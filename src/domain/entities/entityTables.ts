import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';

const { identifiant, nom, sigle, type, domaine_ministeriel, site, contact, entite_mere, ...others } = exportedColumns(
  Entity,
  'e',
  { parent: 'parent' },
);

export const entitesTable = table({
  name: 'entites',
  title: 'Entités',
  description:
    'Les organisations de l’État et celles qui travaillent avec lui (ministères, directions, opérateurs, incubateurs, collectivités, communautés, fournisseurs), rattachées les unes aux autres en arbre. Une entité par ligne.',
  from: sql`entity e LEFT JOIN entity parent ON parent.id = e.parent_id`,
  orderBy: sql`e.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite_mere: 'entites.identifiant' },
  // A new column must come after the released ones.
  columns: { identifiant, nom, sigle, type, domaine_ministeriel, site, contact, entite_mere, ...others },
});

export const identifiantsTable = table({
  name: 'identifiants',
  title: 'Identifiants externes des entités',
  description:
    'Les identifiants des entités du registre dans d’autres référentiels (SIREN, beta.gouv.fr…), pour croiser ces données avec d’autres. Un identifiant par ligne.',
  from: sql`entity_identifier i JOIN entity e ON e.id = i.entity_id`,
  orderBy: sql`e.slug COLLATE "C", i.scheme COLLATE "C", i.value COLLATE "C"`,
  primaryKey: ['entite', 'referentiel', 'valeur'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: exportedColumns(EntityIdentifier, 'i', { entity: 'e' }),
});
