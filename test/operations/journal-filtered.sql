SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM journal t
  WHERE true AND (t.command = ANY($1::text[]) AND t.actor = ANY($2::text[]) AND (t.version > $3::integer AND t.version <= $4::integer))
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."version", p."recordedAt", p."actor", p."command", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.version AS "version", t.recorded_at AS "recordedAt", t.actor AS "actor", t.command AS "command", ARRAY[(t.version)::text] AS "$place", row_number() OVER (ORDER BY t.version DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM journal t
    WHERE true AND (t.command = ANY($2::text[]) AND t.actor = ANY($3::text[]) AND (t.version > $4::integer AND t.version <= $5::integer)) AND true
    ORDER BY t.version DESC
    LIMIT $6
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT r.version AS "$parent", r."table", r.key, r.before, r.after, ARRAY[r."table", r.key] AS "$place"
FROM (
  SELECT t.*, row_number() OVER (PARTITION BY t.version ORDER BY t."table", t.key) AS place
  FROM (
    SELECT p.version, 'agreement' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.agreement h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.agreement h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'entity' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.entity h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.entity h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'entity_former_slug' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.entity_former_slug h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.entity_former_slug h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.slug = o.slug
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'entity_identifier' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.scheme, o.scheme), coalesce(n.value, o.value))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.entity_id, h.scheme, h.value, h
          FROM history.entity_identifier h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.entity_id, h.scheme, h.value, h
          FROM history.entity_identifier h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.scheme = o.scheme AND n.value = o.value
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'entity_succession' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.entity_succession h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.entity_succession h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'former_parent' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.ended_on, o.ended_on))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.entity_id, h.ended_on, h
          FROM history.former_parent h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.entity_id, h.ended_on, h
          FROM history.former_parent h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.ended_on = o.ended_on
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'import_finding' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.import_finding h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.import_finding h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'import_source' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.import_source h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.import_source h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'membership' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.membership h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.membership h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'method_role' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.role, o.role)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.role, h
          FROM history.method_role h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.role, h
          FROM history.method_role h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.role = o.role
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'method_step' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.kind, o.kind), coalesce(n.position, o.position))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.kind, h.position, h
          FROM history.method_step h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.kind, h.position, h
          FROM history.method_step h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.kind = o.kind AND n.position = o.position
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'mission' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.mission h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.mission h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'mission_action' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.mission_id, h.position, h
          FROM history.mission_action h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.mission_id, h.position, h
          FROM history.mission_action h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.position = o.position
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'mission_theme' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.theme_id, o.theme_id))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.mission_id, h.theme_id, h
          FROM history.mission_theme h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.mission_id, h.theme_id, h
          FROM history.mission_theme h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.theme_id = o.theme_id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'objective' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.objective h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.objective h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'pain_point' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.pain_point h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.pain_point h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'phase' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.phase h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.phase h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'public_contract' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.public_contract h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.public_contract h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'rebilling' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.rebilling h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.rebilling h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'satisfaction_survey' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.satisfaction_survey h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.satisfaction_survey h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'scale_plan' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.scale_plan h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.scale_plan h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'service' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.service h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.service h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'service_former_slug' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.service_former_slug h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.service_former_slug h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.slug = o.slug
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'service_startup' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.service_id, o.service_id), coalesce(n.startup_id, o.startup_id))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.service_id, h.startup_id, h
          FROM history.service_startup h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.service_id, h.startup_id, h
          FROM history.service_startup h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.service_id = o.service_id AND n.startup_id = o.startup_id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'source_word' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.source_word h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.source_word h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.startup h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.startup h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup_event' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.position, h
          FROM history.startup_event h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.position, h
          FROM history.startup_event h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.position = o.position
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup_former_slug' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.startup_former_slug h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.startup_former_slug h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.slug = o.slug
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup_incubator' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
          FROM history.startup_incubator h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
          FROM history.startup_incubator h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup_link' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.kind, o.kind), coalesce(n.position, o.position))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.kind, h.position, h
          FROM history.startup_link h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.kind, h.position, h
          FROM history.startup_link h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.kind = o.kind AND n.position = o.position
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'startup_sponsor' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
          FROM history.startup_sponsor h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
          FROM history.startup_sponsor h
          WHERE h.valid_from = ANY($1::int[])
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
    UNION ALL
    SELECT p.version, 'theme' COLLATE "C" AS "table", p.key, to_jsonb(p.former) - 'valid_from' - 'valid_to' AS before, to_jsonb(p.latter) - 'valid_from' - 'valid_to' AS after
    FROM (
      SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key) AS place
      FROM (
        SELECT coalesce(n.version, o.version) AS version, (coalesce(n.id, o.id)::text) COLLATE "C" AS key, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.theme h
          WHERE h.valid_to = ANY($1::int[]) AND h.valid_to < 2147483647
        ) o FULL
        JOIN (SELECT h.valid_from AS version, h.id, h FROM history.theme h WHERE h.valid_from = ANY($1::int[])) n ON n.version = o.version AND n.id = o.id
      ) k
      WHERE true
    ) p
    WHERE p.place <= $2
  ) t
) r
WHERE r.place <= $2
ORDER BY r.version, r.place;
