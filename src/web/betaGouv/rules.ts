/** What holds of every file, in French, beyond the values that differ. */
export const RULES: readonly string[] = [
  'Mêmes chemins, mêmes clés, mêmes types, même ordre (celui des octets des noms de fichiers de beta.gouv.fr) ; une clé que v2.7 donne toujours est toujours là, et vaut null quand il n’y a rien à dire.',
  'Les identifiants sont ceux de beta.gouv.fr, même pour un incubateur que le registre connaît sous un autre nom ; ce que beta.gouv.fr ne connaît pas porte l’identifiant du registre.',
  'startups.csv a douze colonnes à chaque ligne, des guillemets là où la RFC 4180 les demande, et ni la ligne vide qui suit l’en-tête ni celle de la fin.',
  'contact est une adresse générique ; celle d’une personne n’est pas gardée, et vaut null.',
  'La ré-intégration, que v2.7 ne nomme pas, y est la suite de la consolidation.',
  'Toute entité qui n’est pas un incubateur est une organisation. Des types que v2.7 n’a pas, les ministères, secrétariats, directions, départements, missions et réseaux y sont des administrations centrales ; les communautés et fournisseurs, autre.',
  'authors.json et startups_details.json parlent de personnes : le registre n’en nomme aucune, et répond 410.',
];
