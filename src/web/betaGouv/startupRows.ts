import type { LinkKind } from '../../domain/startups/Link.ts';
import type { PhaseName } from '../../domain/startups/lifecycle.ts';
import type { Accessibility } from '../../domain/startups/Startup.ts';
import { sql } from '../../sql/sql.ts';

/** A startup with the columns of v2.7. Incubators and sponsors are keys of entities. */
export interface StartupRow {
  /** The slug of a startup is its ID in beta.gouv.fr. */
  readonly id: string;
  readonly name: string;
  readonly pitch: string | null;
  readonly contact: string | null;
  readonly accessibility: Accessibility | null;
  readonly topics: readonly string[];
  readonly technologies: readonly string[];
  /** In the order of the source, then those recorded in the register by start. */
  readonly phases: readonly PhaseRow[];
  readonly events: readonly { name: string; date: string; comment: string | null }[];
  /** The first link of each kind. */
  readonly links: Readonly<Partial<Record<LinkKind, string>>>;
  readonly incubators: readonly number[];
  readonly sponsors: readonly number[];
  readonly hasRiskAnalysis: boolean | null;
  readonly description: string | null;
}

export interface PhaseRow {
  /** Null if the register does not know the word of the source. */
  readonly name: PhaseName | null;
  readonly sourceWord: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly comment: string | null;
}

/** The startups that are not absent from their sources, in the byte order of the file names of beta.gouv.fr. */
export const STARTUP_ROWS = sql`SELECT s.slug AS id, s.name, s.pitch, s.contact, s.accessibility, s.topics, s.technologies,
  coalesce((SELECT json_agg(json_build_object('name', p.name, 'sourceWord', p.source_word, 'start', p.started_on, 'end', p.ended_on, 'comment', p.comment)
      ORDER BY p.position, p.started_on, p.name)
    FROM phase p WHERE p.startup_id = s.id), '[]') AS phases,
  coalesce((SELECT json_agg(json_build_object('name', e.kind, 'date', e.occurred_on, 'comment', e.comment) ORDER BY e.position)
    FROM startup_event e WHERE e.startup_id = s.id), '[]') AS events,
  coalesce((SELECT json_object_agg(l.kind, l.url)
    FROM (SELECT DISTINCT ON (kind) kind, url FROM startup_link WHERE startup_id = s.id ORDER BY kind, position) l),
    '{}') AS links,
  ARRAY(SELECT i.entity_id FROM startup_incubator i WHERE i.startup_id = s.id ORDER BY i.position) AS incubators,
  ARRAY(SELECT p.entity_id FROM startup_sponsor p WHERE p.startup_id = s.id ORDER BY p.position) AS sponsors,
  s.has_risk_analysis AS "hasRiskAnalysis", s.description
FROM startup s WHERE s.absent_since IS NULL ORDER BY (s.slug || '.md') COLLATE "C"`;
