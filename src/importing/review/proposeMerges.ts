import type { Reader } from '../../sql/reader.ts';
import { type Fragment, raw, sql } from '../../sql/sql.ts';
import { compareText } from '../../values/text.ts';

/** A startup that is probably the former form of another one, which came when it disappeared from the source. */
export interface MergeProposal {
  /** The slug and the name of the absent startup. */
  readonly startup: string;
  readonly name: string;
  readonly absentSince: string;
  /** The slug and the name of the startup that came since. */
  readonly into: string;
  readonly intoName: string;
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  /** The mutation that merges the two. */
  readonly command: string;
}

/** The proposals, the best first, and the slugs of the absent startups. */
export interface MergeReview {
  readonly absent: readonly string[];
  readonly proposals: readonly MergeProposal[];
}

/**
 * Compares each absent startup with those that came to the register since it is absent, or that name it as a former id. Reads only.
 */
export async function proposeMerges(reader: Reader): Promise<MergeReview> {
  const absent = await reader.rows<{ slug: string }>(
    sql`SELECT slug FROM startup WHERE absent_since IS NOT NULL ORDER BY slug`,
  );
  const pairs = await reader.rows<Pair>(PAIRS);
  const proposals = pairs
    .map(proposalOf)
    .filter(({ score }) => score >= MINIMUM_SCORE)
    .sort((a, b) => b.score - a.score || compareText(a.startup, b.startup) || compareText(a.into, b.into));
  return { absent: absent.map(({ slug }) => slug), proposals };
}

/** One strong reason, or two weaker ones. */
const MINIMUM_SCORE = 0.5;

/** What an absent startup and another one have in common. */
interface Pair {
  readonly startup: string;
  readonly name: string;
  readonly absentSince: string;
  readonly into: string;
  readonly intoName: string;
  /** Whether the source names the absent startup in `redirect_from` of the other one. */
  readonly isNamed: boolean;
  readonly sameSite: boolean;
  readonly sameRepository: boolean;
  readonly sameName: boolean;
  /** The trigram similarity of the names or slugs, from 0 to 1. */
  readonly similarity: number;
  readonly members: number;
  readonly sharedMembers: number;
  readonly sameSponsors: boolean;
}

function proposalOf(pair: Pair): MergeProposal {
  const { startup, name, absentSince, into, intoName, members, sharedMembers, similarity } = pair;
  const share = members === 0 ? 0 : sharedMembers / members;
  const weights: readonly (readonly [holds: boolean, weight: number, reason: string])[] = [
    [pair.isNamed, 1, 'the source names it in redirect_from'],
    [pair.sameSite, 0.7, 'same site'],
    [pair.sameRepository, 0.6, 'same repository'],
    [pair.sameName, 0.7, 'same name'],
    [!pair.sameName && similarity >= 0.5, 0.6 * similarity, `similar name (${percent(similarity)})`],
    [sharedMembers >= 2 && share >= 0.3, 0.5 * share, `${sharedMembers} of ${members} members`],
    [pair.sameSponsors, 0.15, 'same sponsors'],
  ];
  const found = weights.filter(([holds]) => holds);
  const remainder = found.reduce((product, [, weight]) => product * (1 - weight), 1);
  const input = `startup: ${JSON.stringify(startup)}, into: ${JSON.stringify(into)}, on: "${absentSince}"`;
  return {
    ...{ startup, name, absentSince, into, intoName },
    score: Math.round((1 - remainder) * 100) / 100,
    reasons: found.map(([, , reason]) => reason),
    command: `mutation { mergeStartups(input: { ${input} }) { startup { slug formerSlugs } } }`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Whether both startups have a link of this kind to the same page, which no third startup has. */
const sharesPage = (kind: string): Fragment =>
  sql`EXISTS (SELECT FROM page p JOIN page q USING (kind, address) WHERE p.kind = ${raw(`'${kind}'`)} AND p.startup_id = a.id AND q.startup_id = n.id)`;

const sponsorsOf = (alias: string): Fragment =>
  sql`ARRAY(SELECT l.entity_id FROM startup_sponsor l WHERE l.startup_id = ${raw(alias)}.id ORDER BY 1)`;

/** The version of the first import that missed a startup: that of its finding, which is older than the column in an old database. */
const MISSED_IN = sql`least(
  (SELECT max(h.valid_from) FROM history.startup h WHERE h.id = s.id AND h.absent_since IS NOT NULL
    AND NOT EXISTS (SELECT FROM history.startup b WHERE b.id = h.id AND b.valid_to = h.valid_from AND b.absent_since IS NOT NULL)),
  (SELECT min(h.valid_from) FROM history.import_finding h
    WHERE h.code = 'ABSENT_FROM_SOURCE' AND h.source_key = 'startup/' || s.slug AND h.valid_to = 2147483647))`;

const PAIRS = sql`
  WITH absent AS (
    SELECT s.id, s.slug, s.name, s.name_key, s.absent_since, ${MISSED_IN} AS version FROM startup s WHERE s.absent_since IS NOT NULL
  ), present AS (
    SELECT s.id, s.slug, s.name, s.name_key, (SELECT min(h.valid_from) FROM history.startup h WHERE h.id = s.id) AS version
    FROM startup s WHERE s.absent_since IS NULL
  ), named AS (
    SELECT DISTINCT n.id AS into_id, substr(f.before, 9) AS slug
    FROM import_finding f JOIN source_record r ON r.source_id = f.source_id AND r.source_key = f.source_key JOIN startup n ON n.id = r.startup_id
    WHERE f.code = 'FORMER_ID_KEPT' AND f.before LIKE 'startup/%'
  ), link AS (
    SELECT DISTINCT startup_id, kind, page_address(url) AS address FROM startup_link WHERE kind IN ('WEBSITE', 'REPOSITORY')
  ), page AS (
    SELECT startup_id, kind, address FROM link JOIN (
      SELECT kind, address FROM link GROUP BY kind, address HAVING count(*) = 2
    ) distinctive USING (kind, address)
  ), shared AS (
    SELECT m.startup_id, o.startup_id AS into_id, count(DISTINCT m.member_key)::int AS members
    FROM absent JOIN membership m ON m.startup_id = absent.id JOIN membership o ON o.member_key = m.member_key AND o.startup_id <> m.startup_id
    GROUP BY 1, 2
  )
  SELECT a.slug AS startup, a.name, a.absent_since AS "absentSince", n.slug AS into, n.name AS "intoName", named.slug IS NOT NULL AS "isNamed",
    ${sharesPage('WEBSITE')} AS "sameSite", ${sharesPage('REPOSITORY')} AS "sameRepository", a.name_key = n.name_key AS "sameName",
    greatest(similarity(a.name_key, n.name_key), similarity(a.slug, n.slug))::float8 AS similarity,
    (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = a.id) AS members,
    coalesce(shared.members, 0) AS "sharedMembers",
    ${sponsorsOf('a')} = ${sponsorsOf('n')} AND ${sponsorsOf('a')} <> '{}' AS "sameSponsors"
  FROM absent a CROSS JOIN present n
  LEFT JOIN named ON named.into_id = n.id AND named.slug = a.slug
  LEFT JOIN shared ON shared.startup_id = a.id AND shared.into_id = n.id
  WHERE n.version >= a.version OR named.slug IS NOT NULL`;
