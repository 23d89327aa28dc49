SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (SELECT count(DISTINCT m.member_key)::int AS "value" FROM membership m) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM (
    SELECT m.member_key
    FROM membership m
    WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
    GROUP BY m.member_key HAVING count(m.startup_id) = 0
  ) m
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "trade", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.trade COLLATE "C";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.employment AS "employment", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  GROUP BY m.employment
) s
ORDER BY k.parent, s.employment NULLS LAST;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "trade", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.trade COLLATE "C";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.employment AS "employment", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
  GROUP BY m.employment
) s
ORDER BY k.parent, s.employment NULLS LAST;
