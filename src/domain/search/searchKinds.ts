import type { Model } from '../../graphql/relations/columns.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';

export const SEARCH_KIND_NAMES = enumVocabulary('SearchKind', 'A kind of record that a search finds.', {
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
export type SearchKind = keyof typeof SEARCH_KIND_NAMES.codes;
export const SearchKind = SEARCH_KIND_NAMES.codes;

const FIELDS = enumVocabulary('SearchField', 'A field of a record that an excerpt comes from.', {
  NAME: { label: 'Nom', description: 'The field `name`.' },
  ACRONYM: { label: 'Sigle', description: 'The field `acronym` of an entity.' },
  MINISTRY_DOMAIN: { label: 'Domaine ministériel', description: 'The field `ministryDomain` of an entity.' },
  COMMON_NAMES: { label: 'Noms usuels', description: 'Common names of a ministry, such as Bercy. No field has them.' },
  STATEMENT: { label: 'Énoncé', description: 'The field `statement` of a mission.' },
  DESCRIPTION: { label: 'Description', description: 'The field `description` of a service.' },
  PITCH: { label: 'Accroche', description: 'The field `pitch` of a startup.' },
  TOPICS: { label: 'Thématiques', description: 'The field `topics` of a startup.' },
  TECHNOLOGIES: { label: 'Technologies', description: 'The field `technologies` of a startup.' },
  SLUG: { label: 'Identifiant', description: 'The field `slug`.' },
});
export type SearchField = keyof typeof FIELDS.codes;
export const SearchField = FIELDS.codes;

/** The properties of the fields that excerpts come from. Common names are in no property. */
export const SEARCHED_PROPERTIES = {
  NAME: 'name',
  ACRONYM: 'acronym',
  MINISTRY_DOMAIN: 'ministryDomain',
  STATEMENT: 'statement',
  DESCRIPTION: 'description',
  PITCH: 'pitch',
  TOPICS: 'topics',
  TECHNOLOGIES: 'technologies',
  SLUG: 'slug',
} as const satisfies Partial<Record<SearchField, string>>;

/** The kinds of records that a search finds. */
export const SEARCH_KINDS = Object.values(SearchKind);

/** The SQL expressions of a kind, over its table `t`. The column `search_document` has the words of the same texts. */
interface SearchedColumns {
  model: Model;
  acronym: Fragment;
  /** Common names that are not in another column. */
  commonNames: Fragment;
  /** The fields that an excerpt can come from. Of two with the same number of found words, the first is used. */
  excerpts: readonly (keyof typeof SEARCHED_PROPERTIES)[];
}

const none = sql`NULL::text`;

export const SEARCHED: Readonly<Record<SearchKind, SearchedColumns>> = {
  ENTITY: {
    model: Entity,
    acronym: sql`t.acronym`,
    commonNames: sql`ministry_names(t.kind, t.name)`,
    excerpts: ['NAME', 'ACRONYM', 'MINISTRY_DOMAIN', 'SLUG'],
  },
  MISSION: { model: Mission, acronym: none, commonNames: none, excerpts: ['NAME', 'STATEMENT', 'SLUG'] },
  SERVICE: { model: Service, acronym: none, commonNames: none, excerpts: ['NAME', 'DESCRIPTION', 'SLUG'] },
  STARTUP: {
    model: Startup,
    acronym: none,
    commonNames: none,
    excerpts: ['NAME', 'PITCH', 'TOPICS', 'TECHNOLOGIES', 'SLUG'],
  },
};
