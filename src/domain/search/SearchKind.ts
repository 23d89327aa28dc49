import { registerEnumType } from 'type-graphql';

/** What can be searched. */
export const SearchKind = { ENTITY: 'ENTITY', MISSION: 'MISSION', SERVICE: 'SERVICE', STARTUP: 'STARTUP' } as const;
export type SearchKind = keyof typeof SearchKind;

registerEnumType(SearchKind, {
  name: 'SearchKind',
  description: 'Genre de résultat — what a search can find.',
  valuesConfig: {
    ENTITY: { description: 'Entité — searched by name, acronym, slug and field of government.' },
    MISSION: { description: 'Mission — searched by name, slug and statement.' },
    SERVICE: { description: 'Service — searched by name, slug and description.' },
    STARTUP: { description: "Startup d'État — searched by name, slug, pitch, topics and technologies." },
  },
});
