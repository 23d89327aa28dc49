SELECT t.single AS "single", t.version AS "version", t.updated_at AS "updatedAt", t.member_key_check AS "memberKeyCheck", t.token_key_check AS "tokenKeyCheck"
FROM register t;
