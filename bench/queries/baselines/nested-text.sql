SELECT '{"data":{"startups":{"nodes":[' || coalesce(string_agg(
  '{"slug":' || to_json(s.slug)::text || ',"name":' || to_json(s.name)::text || ',"pitch":' || coalesce(to_json(s.pitch)::text, 'null')
  || ',"contact":' || coalesce(to_json(s.contact)::text, 'null') || ',"accessibility":' || coalesce('"' || s.accessibility::text || '"', 'null')
  || ',"topics":' || array_to_json(s.topics)::text || ',"technologies":' || array_to_json(s.technologies)::text
  || ',"updatedAt":"' || to_char(s.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","phases":[' || coalesce((SELECT string_agg('{"name":"' || p.name::text || '","startedOn":"' || p.started_on::text
      || '","endedOn":' || coalesce('"' || p.ended_on::text || '"', 'null') || '}', ',' ORDER BY p.started_on, p.name)
    FROM phase p WHERE p.startup_id = s.id), '')
  || '],"sponsors":[' || coalesce((SELECT string_agg('{"slug":' || to_json(e.slug)::text || ',"name":' || to_json(e.name)::text || ',"kind":"' || e.kind::text
      || '","parent":' || coalesce('{"slug":' || to_json(up.slug)::text || ',"name":' || to_json(up.name)::text || '}', 'null') || '}', ',' ORDER BY l.position)
    FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id LEFT JOIN entity up ON up.id = e.parent_id WHERE l.startup_id = s.id), '')
  || '],"incubators":[' || coalesce((SELECT string_agg('{"slug":' || to_json(e.slug)::text || ',"name":' || to_json(e.name)::text || '}', ',' ORDER BY l.position)
    FROM startup_incubator l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = s.id), '')
  || '],"services":[' || coalesce((SELECT string_agg('{"slug":' || to_json(v.slug)::text || ',"name":' || to_json(v.name)::text
      || ',"url":' || coalesce(to_json(v.url)::text, 'null') || ',"status":"' || v.status::text || '"}', ',' ORDER BY v.name_key, v.id)
    FROM service_startup l JOIN service v ON v.id = l.service_id WHERE l.startup_id = s.id), '')
  || '],"membersEver":' || (SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.startup_id = s.id) || '}',
  ',' ORDER BY s.name_key, s.id), '') || ']}}}' AS response
FROM (SELECT * FROM startup
  WHERE EXISTS (SELECT FROM phase p WHERE p.startup_id = startup.id AND p.name = 'ACCELERATION'
    AND p.in_force_from <= CURRENT_DATE AND p.in_force_until > CURRENT_DATE)
  ORDER BY name_key, id LIMIT 50) s
