SELECT k.given AS "$given", t.single AS "single", t.version AS "version", t.updated_at AS "updatedAt", t.member_key_check AS "memberKeyCheck", t.token_key_check AS "tokenKeyCheck"
FROM unnest($1::text[]) AS k(given)
JOIN register t ON true;
