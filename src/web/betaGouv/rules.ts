/** The rules that apply to every file, in French, in addition to the values that differ. */
export const RULES: readonly string[] = [
  'Les chemins, les clés, les types et l’ordre sont ceux de v2.7. L’ordre est celui des octets des noms de fichiers de beta.gouv.fr. Une clé toujours présente dans v2.7 est toujours présente ici ; elle vaut null si la valeur est inconnue.',
  'Les identifiants sont ceux de beta.gouv.fr, même pour un incubateur que le registre connaît sous un autre nom. Une ligne inconnue de beta.gouv.fr porte l’identifiant du registre.',
  'startups.csv a douze colonnes à chaque ligne et des guillemets conformes à la RFC 4180. Les deux lignes vides de v2.7, après l’en-tête et à la fin, sont retirées.',
  'contact est l’adresse d’une boîte générique. L’adresse d’une personne n’est pas conservée : contact vaut alors null.',
  'v2.7 ne nomme pas la ré-intégration. Cette phase y apparaît comme la suite de la consolidation.',
  'Toute entité qui n’est pas un incubateur est une organisation. Les ministères, secrétariats, directions, départements, missions et réseaux, types absents de v2.7, y sont des administrations centrales. Les communautés et les fournisseurs y ont le type autre.',
  'authors.json et startups_details.json décrivent des personnes. Le registre ne nomme aucune personne : il répond 410 à ces deux chemins.',
];
