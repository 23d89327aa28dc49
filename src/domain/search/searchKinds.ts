import type { Model } from '../../graphql/relations/columns.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';

const VOCABULARY = enumVocabulary('SearchKind', 'A kind of record that a search finds.', {
  ENTITY: { label: 'Entité', description: 'An entity, searched by name, acronym, slug and ministry domain.' },
  MISSION: { label: 'Mission', description: 'A mission, searched by name, slug and statement.' },
  SERVICE: { label: 'Service', description: 'A service, searched by name, slug and description.' },
  STARTUP: {
    label: 'Startup d’État',
    description: 'A startup, searched by name, slug, pitch, topics and technologies.',
  },
});
export type SearchKind = keyof typeof VOCABULARY.codes;
export const SearchKind = VOCABULARY.codes;

/** The kinds of records that a search finds. */
export const SEARCH_KINDS = Object.values(SearchKind);

/** The searched SQL expressions of a kind, over its table `t`. The index `<table>_words` is on the same expressions. */
interface SearchedColumns {
  model: Model;
  /** An array of folded names; the name of the row comes first. */
  names: Fragment;
  /** The other folded texts. */
  texts: Fragment;
  /** The properties that an excerpt can come from. Of two with the same number of found words, the first is used. */
  excerpts: readonly string[];
}

// The folded slug is the first word of search_text.
const slug = sql`split_part(t.search_text, ' ', 1)`;
const nameAndSlug = sql`ARRAY[t.name_key, ${slug}]`;
const searchText = sql`t.search_text`;

export const SEARCHED: Readonly<Record<SearchKind, SearchedColumns>> = {
  ENTITY: {
    model: Entity,
    names: sql`ARRAY[t.name_key, ${slug}, fold(t.acronym)]`,
    texts: sql`fold(t.ministry_domain)`,
    excerpts: ['name', 'acronym', 'ministryDomain', 'slug'],
  },
  MISSION: { model: Mission, names: nameAndSlug, texts: searchText, excerpts: ['name', 'statement', 'slug'] },
  SERVICE: { model: Service, names: nameAndSlug, texts: searchText, excerpts: ['name', 'description', 'slug'] },
  STARTUP: {
    model: Startup,
    names: nameAndSlug,
    texts: sql`t.search_text || fold_list(t.topics || t.technologies)`,
    excerpts: ['name', 'pitch', 'topics', 'technologies', 'slug'],
  },
};
