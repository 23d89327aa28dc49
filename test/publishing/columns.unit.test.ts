import { expect, it } from '@jest/globals';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';

// What reusers rely on: a column may be added at the end of a table, with a line here and in its change log. None is
// renamed, moved or removed.
const FROZEN = `
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

it('the names and the positions of all columns are frozen', () => {
  const lines = CATALOGUE.flatMap(({ slug, tables }) =>
    tables.map(({ name, columns }) => `${slug}/${name}: ${columns.map((column) => column.name).join(' ')}`),
  );
  expect(lines).toEqual(FROZEN.trim().split('\n'));
});
