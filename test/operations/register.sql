SELECT k.place AS "$place", t.single AS "single", t.version AS "version", t.updated_at AS "updatedAt", t.member_key_check AS "memberKeyCheck", t.token_key_check AS "tokenKeyCheck"
FROM unnest($1::int[]) AS k("place")
JOIN register t ON true;
