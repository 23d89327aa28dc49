SELECT d.dataset, d.platform, p.page, p.release_name AS "releaseName", w.taken_at AS "publishedAt"
FROM published_dataset d
CROSS JOIN LATERAL ( SELECT p.started_at, p.id, p.release_name, r.result ->> 'page' AS page FROM publication p CROSS JOIN LATERAL jsonb_array_elements(p.report -> 'datasets') AS r(result) WHERE p.platform = d.platform AND r.result ->> 'dataset' = d.dataset AND r.result ->> 'page' IS NOT NULL AND r.result ->> 'outcome' IN ('CREATED', 'UPDATED', 'UNCHANGED') ORDER BY p.started_at DESC, p.id DESC LIMIT 1 ) p
LEFT JOIN LATERAL ( SELECT s.taken_at FROM publication o JOIN publication_step s ON s.publication_id = o.id WHERE o.platform = d.platform AND (o.started_at, o.id) <= (p.started_at, p.id) AND s.dataset = d.dataset AND s.outcome = 'DONE' ORDER BY o.started_at DESC, o.id DESC, s.position DESC LIMIT 1 ) w ON true
ORDER BY d.dataset, d.platform;
