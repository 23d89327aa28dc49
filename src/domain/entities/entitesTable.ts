import { text, url, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { ENTITY_KINDS } from './EntityKind.ts';

export const entitesTable = table({
  name: 'entites',
  title: 'Entités',
  description:
    'Les organisations de l’État et celles qui travaillent avec lui (ministères, directions, opérateurs, incubateurs, collectivités, communautés, fournisseurs), une par ligne, rattachées les unes aux autres en arbre.',
  from: sql`entity e LEFT JOIN entity parent ON parent.id = e.parent_id`,
  orderBy: sql`e.slug COLLATE "C"`,
  primaryKey: ['identifiant'],
  foreignKeys: { entite_mere: 'entites.identifiant' },
  columns: {
    identifiant: text(sql`e.slug`, 'Identifiant stable de l’entité, jamais réattribué.', 'etalab', {
      required: true,
      unique: true,
    }),
    nom: text(sql`e.name`, 'Nom complet de l’entité.', 'Mission Etalab', { required: true }),
    sigle: text(sql`e.acronym`, 'Nom court ou sigle de l’entité ; vide si elle n’en a pas.', 'DINSIC'),
    type: word(ENTITY_KINDS, sql`e.kind`, 'Type d’organisation, parmi une liste fermée.', 'MISSION', {
      required: true,
    }),
    domaine_ministeriel: text(
      sql`e.ministry_domain`,
      'Domaine ministériel dont relève l’entité, dans les termes de beta.gouv.fr ; vide s’il n’est pas connu.',
      'travail',
      { title: 'Domaine ministériel' },
    ),
    site: url(
      sql`e.website`,
      'Adresse du site public de l’entité ; vide si elle n’est pas connue.',
      'https://www.etalab.gouv.fr',
      {
        title: 'Site web',
      },
    ),
    contact: text(
      sql`e.contact`,
      'Adresse électronique générique de l’entité, jamais celle d’une personne ; vide si elle n’est pas connue.',
      'contact@etalab.gouv.fr',
    ),
    entite_mere: text(
      sql`parent.slug`,
      'Identifiant de l’entité à laquelle celle-ci est rattachée ; vide au sommet de l’arbre ou si le rattachement n’est pas connu.',
      'dinsic',
      { title: 'Entité mère' },
    ),
  },
});
