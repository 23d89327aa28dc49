import type { Model } from '../../graphql/relations/columns.ts';
import type { Fragment } from '../../sql/sql.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import type { SearchKind } from './SearchKind.ts';

/** How the rows of one kind are searched, as data. Each has its index `<table>_words`, on these very expressions. */
export interface Searched {
  model: () => Model;
  /** Its folded names, as an array: the first is the one that it goes by. */
  names: Fragment;
  /** Its other folded texts. */
  texts: Fragment;
  /** The properties that an excerpt can be of; between equals, the first. */
  excerpts: readonly string[];
}

// The folded slug is the first word of search_text.
const slug = sql`split_part(${self}.search_text, ' ', 1)`;
const namesAndSlug = sql`ARRAY[${self}.name_key, ${slug}]`;

/** THE list of what is searched. */
export const SEARCHED: Readonly<Record<SearchKind, Searched>> = {
  ENTITY: {
    model: () => Entity,
    names: sql`ARRAY[${self}.name_key, ${slug}, fold(${self}.acronym)]`,
    texts: sql`fold(${self}.ministry_domain)`,
    excerpts: ['name', 'acronym', 'ministryDomain', 'slug'],
  },
  MISSION: {
    model: () => Mission,
    names: namesAndSlug,
    texts: sql`${self}.search_text`,
    excerpts: ['name', 'statement', 'slug'],
  },
  SERVICE: {
    model: () => Service,
    names: namesAndSlug,
    texts: sql`${self}.search_text`,
    excerpts: ['name', 'description', 'slug'],
  },
  STARTUP: {
    model: () => Startup,
    names: namesAndSlug,
    texts: sql`${self}.search_text || fold_list(${self}.topics || ${self}.technologies)`,
    excerpts: ['name', 'pitch', 'topics', 'technologies', 'slug'],
  },
};

/** Their kinds, in the order in which they are told. */
export const SEARCH_KINDS = Object.keys(SEARCHED).filter((name): name is SearchKind => name in SEARCHED);
