/** A question that the home page answers by a link, without a script. */
export interface Example {
  readonly title: string;
  readonly query: string;
}

/** The first one fills the form. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    title: 'Cinq startups, avec leur phase, leurs administrations porteuses et leurs services',
    query: `{
  startups(first: 5) {
    totalCount
    nodes { name phase sponsors { name } services { name url } }
  }
}`,
  },
  {
    title: 'Les services, et l’entité qui répond de chacun',
    query: `{
  services(first: 20) {
    totalCount
    nodes { name url status operator { name } }
  }
}`,
  },
  {
    title: 'Les missions, leurs thématiques et leurs actions',
    query: `{
  missions(first: 20) {
    nodes { name entity { name } themes { name } actions { kind description partner { name } } }
  }
}`,
  },
  {
    title: 'Les jeux de données, leurs fichiers et leurs empreintes',
    query: `{
  datasets {
    title
    resources { url filesize checksum { type value } }
  }
}`,
  },
];
