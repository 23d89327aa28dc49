SELECT json_build_object('data', json_build_object('startups', json_build_object('nodes', coalesce(json_agg(json_build_object(
  'slug', s.slug, 'name', s.name, 'pitch', s.pitch, 'contact', s.contact, 'accessibility', s.accessibility,
  'topics', s.topics, 'technologies', s.technologies, 'updatedAt', s.updated_at,
  'phases', (SELECT coalesce(json_agg(json_build_object('name', p.name, 'startedOn', p.started_on, 'endedOn', p.ended_on) ORDER BY p.started_on, p.name), '[]')
    FROM phase p WHERE p.startup_id = s.id),
  'sponsors', (SELECT coalesce(json_agg(json_build_object('slug', e.slug, 'name', e.name, 'kind', e.kind,
      'parent', CASE WHEN up.id IS NOT NULL THEN json_build_object('slug', up.slug, 'name', up.name) END) ORDER BY l.position), '[]')
    FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id LEFT JOIN entity up ON up.id = e.parent_id WHERE l.startup_id = s.id),
  'incubators', (SELECT coalesce(json_agg(json_build_object('slug', e.slug, 'name', e.name) ORDER BY l.position), '[]')
    FROM startup_incubator l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = s.id),
  'services', (SELECT coalesce(json_agg(json_build_object('slug', v.slug, 'name', v.name, 'url', v.url, 'status', v.status) ORDER BY v.name_key, v.id), '[]')
    FROM service_startup l JOIN service v ON v.id = l.service_id WHERE l.startup_id = s.id),
  'membersEver', (SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.startup_id = s.id))
  ORDER BY s.name_key, s.id), '[]'))))::text AS response
FROM (SELECT * FROM startup
  WHERE EXISTS (SELECT FROM phase p WHERE p.startup_id = startup.id AND p.name = 'ACCELERATION'
    AND p.in_force_from <= CURRENT_DATE AND p.in_force_until > CURRENT_DATE)
  ORDER BY name_key, id LIMIT 50) s
