SELECT json_build_object('data', json_build_object('startups', json_build_object('nodes', coalesce(json_agg(json_build_object(
  'slug', s.slug, 'name', s.name, 'pitch', s.pitch, 'contact', s.contact, 'accessibility', s.accessibility,
  'topics', s.topics, 'technologies', s.technologies, 'updatedAt', s.updated_at) ORDER BY s.name_key, s.id), '[]'))))::text AS response
FROM (SELECT * FROM startup ORDER BY name_key, id LIMIT 100) s
