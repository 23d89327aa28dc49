/** The rules that apply to all files, in French. */
export const RULES: readonly string[] = [
  'Les chemins, les clés, les types et l’ordre sont ceux de v2.7. L’ordre est celui des octets des noms de fichiers de beta.gouv.fr. Une clé toujours présente dans v2.7 est toujours présente ; elle vaut null quand l’information manque.',
  'Les identifiants sont ceux de beta.gouv.fr, même quand le registre identifie un incubateur autrement. Les fiches absentes de beta.gouv.fr ont l’identifiant du registre.',
  'Chaque ligne de startups.csv a douze colonnes, avec des guillemets là où la RFC 4180 les exige. Le fichier n’a pas de ligne vide après l’en-tête ni à la fin.',
  'La clé contact contient une adresse générique. Elle vaut null quand l’adresse est celle d’une personne, car le registre ne conserve pas ces adresses.',
  'Les startups d’État qui ont disparu de leurs sources ne figurent plus dans les fichiers, ni les entités disparues auxquelles aucune fiche ne renvoie.',
  'La phase de ré-intégration n’existe pas dans v2.7 : elle prolonge la phase de consolidation.',
  'Toute entité qui n’est pas un incubateur est une organisation. Certains types du registre n’existent pas dans v2.7 : le Premier ministre, les ministères, secrétariats, directions, départements, missions et réseaux y deviennent « administration-centrale », les communautés et fournisseurs « autre ».',
  'Les fichiers authors.json et startups_details.json décrivent des personnes. Le registre ne contient aucun nom de personne : il répond par le statut 410.',
];
