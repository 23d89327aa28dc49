import { expect, it } from '@jest/globals';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';

// The columns that reusers rely on: none is renamed, moved or removed. A new column comes after them; a release of the
// software adds it here.
const RELEASED = `
startups/startups: identifiant nom accroche contact phase_actuelle debut debut_phase_actuelle active accessibilite thematiques technologies site code_source statistiques budget impact date_reference
startups/phases: startup phase debut fin duree_jours commentaire
startups/evenements: startup rang type date commentaire
startups/liens: startup type rang url
startups/commanditaires: startup entite rang
startups/incubateurs: startup entite rang
startups/equipes: startup date_reference effectif intrapreneurs developpeurs coachs autres complete manques membres_connus
startups/conventions: administration startup signature fin cout_centimes part_refacturee
startups/irritants: administration startup date enonce
entites/entites: identifiant nom sigle type domaine_ministeriel site contact entite_mere
entites/identifiants: entite referentiel valeur
missions/missions: identifiant entite nom enonce thematiques
missions/actions: mission rang type description type_beneficiaires partenaire service
missions/themes: identifiant nom
services/services: identifiant nom description url statut operateur startups
services/satisfaction: service date repondants note commentaire
methode/etapes: partie rang nom enonce phase
methode/roles: role rang minimum maximum enonce
constats/constats: source objet enregistrement champ code signification suite avant apres
`;

it('the names and the positions of the released columns are frozen', () => {
  const released = new Map(
    RELEASED.trim()
      .split('\n')
      .map((line) => line.split(': '))
      .map(([table = '', columns = '']) => [table, columns.split(' ')]),
  );
  const present = CATALOGUE.flatMap(({ slug, tables }) =>
    tables.map(({ name, columns }) => ({ table: `${slug}/${name}`, names: columns.map((column) => column.name) })),
  );
  expect(
    present.flatMap(({ table, names }) => {
      const count = released.get(table)?.length;
      return count === undefined ? [] : [[table, names.slice(0, count)]];
    }),
  ).toEqual([...released]);
});
