import { boolean, dayBefore, list, selecting } from '../../openData/column.ts';
import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { fill, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';
import { EntitySuccession } from './EntitySuccession.ts';
import { FormerParent } from './FormerParent.ts';
import { formerSlugs } from './formerSlugs.ts';
import { sirenColumn, sirenOf } from './siren.ts';

const { identifiant, nom, sigle, type, domaine_ministeriel, site, contact, entite_mere, modifie_le, ...others } =
  exportedColumns(Entity, 'e', { parent: 'parent' });

export const entitesTable = table({
  name: 'entites',
  title: 'Entités',
  description:
    'Les organisations de l’État et celles qui travaillent avec lui (ministères, directions, opérateurs, incubateurs, collectivités, communautés, fournisseurs), rattachées les unes aux autres en arbre. Une entité par ligne.',
  from: sql`entity e LEFT JOIN entity parent ON parent.id = e.parent_id`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite_mere: 'entites.identifiant' },
  columns: {
    ...{ identifiant, nom, sigle, type, domaine_ministeriel, site, contact, entite_mere },
    anciens_identifiants: list(
      fill(formerSlugs('entity'), { self: 'e' }),
      'Identifiants que l’entité portait avant d’être jointe à celle d’une autre source, en tableau JSON ; [] s’il n’y en a pas.',
      ['ministere-de-la-culture'],
      { title: 'Anciens identifiants' },
    ),
    // Last, because a new column must come after the released ones.
    ...others,
    ouverte: boolean(
      sql`e.closed_on IS NULL`,
      'Vrai si aucun dernier jour de l’entité n’est connu (colonne « fermeture » vide) ; faux si elle est fermée ou si sa fermeture est fixée.',
      true,
      { required: true },
    ),
    cree_le: createdColumn('e', 'l’entité'),
    modifie_le,
    siren: sirenColumn(sirenOf('e.id'), 'de l’entité'),
  },
});

export const identifiantsTable = table({
  name: 'identifiants',
  title: 'Identifiants externes des entités',
  description:
    'Les identifiants des entités du registre dans d’autres référentiels (SIREN, beta.gouv.fr…), pour croiser ces données avec d’autres. Un identifiant par ligne.',
  from: sql`entity_identifier i JOIN entity e ON e.id = i.entity_id`,
  primaryKey: ['entite', 'referentiel', 'valeur'],
  foreignKeys: { entite: 'entites.identifiant' },
  columns: exportedColumns(EntityIdentifier, 'i', { entity: 'e' }),
});

export const successionsTable = table({
  name: 'successions',
  title: 'Successions entre entités',
  description:
    'Les entités qui ont pris la suite d’autres entités (renommage, fusion ou scission), avec le jour et le texte juridique de chaque succession. Un couple d’entités par ligne.',
  from: sql`entity_succession s JOIN entity p ON p.id = s.predecessor_id JOIN entity e ON e.id = s.successor_id`,
  primaryKey: ['predecesseur', 'successeur'],
  foreignKeys: { predecesseur: 'entites.identifiant', successeur: 'entites.identifiant' },
  columns: exportedColumns(EntitySuccession, 's', { predecessor: 'p', successor: 'e' }),
});

const formerParents = exportedColumns(FormerParent, 'f', { entity: 'e', parent: 'parent' });

export const rattachementsTable = table({
  name: 'anciens_rattachements',
  title: 'Anciens rattachements des entités',
  description:
    'Les entités auxquelles une entité était rattachée avant son rattachement actuel, qui figure dans la table « entites ». Un ancien rattachement par ligne.',
  from: sql`former_parent f JOIN entity e ON e.id = f.entity_id LEFT JOIN entity parent ON parent.id = f.parent_id`,
  primaryKey: ['entite', 'fin'],
  foreignKeys: { entite: 'entites.identifiant', entite_mere: 'entites.identifiant' },
  // The day of the end already belongs to the next attachment.
  columns: { ...formerParents, fin: selecting(formerParents.fin, dayBefore(sql`f.ended_on`)) },
});
