SELECT k.parent AS "$parent", t.kind AS "kind", t.position AS "position", t.name AS "name", t.statement AS "statement", t.phase AS "phase"
FROM unnest($1::int[]) AS k(parent)
JOIN method_step t ON true
ORDER BY t.kind, t.position;

SELECT k.parent AS "$parent", t.role AS "role", t.position AS "position", t.minimum AS "minimum", t.maximum AS "maximum", t.statement AS "statement"
FROM unnest($1::int[]) AS k(parent)
JOIN method_role t ON true
ORDER BY t.position;
