import type { EntityKind } from '../../domain/entities/EntityKind.ts';
import { BETA_GOUV } from '../../importing/sources/sourceDescriptions.ts';
import { type Fragment, sql, value } from '../../sql/sql.ts';

/** An entity with the columns of v2.7 for organisations and incubators. */
export interface BetaGouvEntity {
  readonly key: number;
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly kind: EntityKind;
  readonly ministryDomain: string | null;
  readonly website: string | null;
  readonly contact: string | null;
  readonly parent: number | null;
  /** Whether no source gives the entity any more. */
  readonly isAbsent: boolean;
  /** The IDs of beta.gouv.fr. The ID of an incubator may differ from its slug. */
  readonly organisationId: string | null;
  readonly incubatorId: string | null;
  /** The type of an organisation, in the words of the source. */
  readonly sourceType: string | null;
  readonly repositories: string | null;
  readonly address: string | null;
}

const ORGANISATIONS_SCHEME = 'beta.gouv.fr/organisations';
const INCUBATORS_SCHEME = 'beta.gouv.fr/incubateurs';

const idUnder = (scheme: string): Fragment =>
  sql`(SELECT min(i.value) FROM entity_identifier i WHERE i.entity_id = e.id AND i.scheme = ${value(scheme)})`;

export const ENTITY_ROWS = sql`SELECT e.id AS key, e.slug, e.name, e.acronym, e.kind, e.ministry_domain AS "ministryDomain",
  e.website, e.contact, e.address, e.repositories, e.parent_id AS parent, e.absent_since IS NOT NULL AS "isAbsent",
  ${idUnder(ORGANISATIONS_SCHEME)} AS "organisationId",
  ${idUnder(INCUBATORS_SCHEME)} AS "incubatorId",
  (SELECT nullif(r.content ->> 'type', '') FROM source_record r JOIN import_source o ON o.id = r.source_id
    WHERE r.entity_id = e.id AND o.name = ${value(BETA_GOUV.name)} AND r.source_key LIKE 'organisation/%' ORDER BY r.source_key LIMIT 1) AS "sourceType"
FROM entity e ORDER BY e.slug`;
