SELECT public.register_stamp() AS value;
SELECT concat_ws('.', version, (SELECT count(*) FROM public.tombstone), (extract(epoch FROM updated_at) * 1000)::bigint) AS value FROM public.register;
SELECT max(erased_at) AS value FROM tombstone;
SELECT array_agg(w) AS value FROM asked_words('les aides au log') w;
SELECT near('aides', 'aid')::text AS value;
SELECT squeezed('mes-aides') AS value;
INSERT INTO tombstone (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE SELECT coalesce(max(id), 0) + 1, 'version 0.2', 'demande', 1 FROM tombstone;
