SELECT '{"data":{"startups":{"nodes":[' || coalesce(string_agg(
  '{"slug":' || to_json(s.slug)::text || ',"name":' || to_json(s.name)::text || ',"pitch":' || coalesce(to_json(s.pitch)::text, 'null')
  || ',"contact":' || coalesce(to_json(s.contact)::text, 'null') || ',"accessibility":' || coalesce('"' || s.accessibility::text || '"', 'null')
  || ',"topics":' || array_to_json(s.topics)::text || ',"technologies":' || array_to_json(s.technologies)::text
  || ',"updatedAt":"' || to_char(s.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}',
  ',' ORDER BY s.name_key, s.id), '') || ']}}}' AS response
FROM (SELECT * FROM startup ORDER BY name_key, id LIMIT 100) s
