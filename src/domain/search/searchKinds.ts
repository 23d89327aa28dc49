import type { Model } from '../../graphql/relations/columns.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';

const VOCABULARY = enumVocabulary('SearchKind', 'A kind of record that a search finds.', {
  ENTITY: {
    label: 'Entité',
    description:
      'An entity, searched by name, acronym, slug and ministry domain. Ministries also have common names, such as Bercy.',
  },
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

/** The SQL expressions of a kind, over its table `t`. The column `search_document` has the words of the same texts. */
interface SearchedColumns {
  model: Model;
  acronym: Fragment;
  /** Common names that are not in another column. */
  commonNames: Fragment;
  /** The properties that an excerpt can come from. Of two with the same number of found words, the first is used. */
  excerpts: readonly string[];
}

const none = sql`NULL::text`;

export const SEARCHED: Readonly<Record<SearchKind, SearchedColumns>> = {
  ENTITY: {
    model: Entity,
    acronym: sql`t.acronym`,
    commonNames: sql`ministry_names(t.kind, t.name)`,
    excerpts: ['name', 'acronym', 'ministryDomain', 'slug'],
  },
  MISSION: { model: Mission, acronym: none, commonNames: none, excerpts: ['name', 'statement', 'slug'] },
  SERVICE: { model: Service, acronym: none, commonNames: none, excerpts: ['name', 'description', 'slug'] },
  STARTUP: {
    model: Startup,
    acronym: none,
    commonNames: none,
    excerpts: ['name', 'pitch', 'topics', 'technologies', 'slug'],
  },
};
