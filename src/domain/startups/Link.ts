import { filterOf } from '../../graphql/filters/filterOf.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import { Enum, Integer, Reference, TableType, Url } from '../../graphql/properties/decorators.ts';
import { LINK_KINDS, type LinkKind } from './LinkKind.ts';
import { Startup } from './Startup.ts';

@TableType('startup_link', {
  description: 'Lien — an address that belongs to a startup, and what it leads to.',
  noun: masculine('lien'),
  subject: 'startup',
})
export class Link {
  @Reference(() => Startup, { primary: true })
  startupKey!: number;

  @Enum(LINK_KINDS, {
    description: 'Type de lien — what it leads to.',
    primary: true,
    label: 'type',
    filter: { name: 'kinds', description: 'Types de lien — links to one of these.' },
    export: {
      name: 'type',
      description: 'Ce à quoi mène le lien, parmi une liste fermée.',
      example: 'REPOSITORY',
    },
  })
  kind!: LinkKind;

  @Integer({ primary: true })
  position!: number;

  @Url({
    description: 'Adresse — as the source gives it.',
    label: 'adresse',
    export: {
      name: 'url',
      title: 'URL',
      description: 'Adresse, telle que la source la donne.',
      example: 'https://github.com/betagouv/mes-aides-ui',
    },
  })
  url!: string;
}

export const linkFilter = filterOf(Link, { french: 'liens' });
