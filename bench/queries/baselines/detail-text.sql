SELECT '{"data":{"startup":{"slug":' || to_json(s.slug)::text || ',"name":' || to_json(s.name)::text || ',"pitch":' || coalesce(to_json(s.pitch)::text, 'null')
  || ',"contact":' || coalesce(to_json(s.contact)::text, 'null') || ',"accessibility":' || coalesce('"' || s.accessibility::text || '"', 'null')
  || ',"topics":' || array_to_json(s.topics)::text || ',"technologies":' || array_to_json(s.technologies)::text
  || ',"updatedAt":"' || to_char(s.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","phases":[' || coalesce((SELECT string_agg('{"name":"' || p.name::text || '","startedOn":"' || p.started_on::text
      || '","endedOn":' || coalesce('"' || p.ended_on::text || '"', 'null') || ',"days":' || coalesce(p.days::text, 'null')
      || ',"comment":' || coalesce(to_json(p.comment)::text, 'null') || '}', ',' ORDER BY p.started_on, p.name)
    FROM phase p WHERE p.startup_id = s.id), '')
  || '],"sponsors":[' || coalesce((SELECT string_agg('{"slug":' || to_json(e.slug)::text || ',"name":' || to_json(e.name)::text
      || ',"acronym":' || coalesce(to_json(e.acronym)::text, 'null') || ',"kind":"' || e.kind::text
      || '","ministryDomain":' || coalesce(to_json(e.ministry_domain)::text, 'null') || ',"website":' || coalesce(to_json(e.website)::text, 'null')
      || ',"parent":' || coalesce('{"slug":' || to_json(up.slug)::text || ',"name":' || to_json(up.name)::text || ',"kind":"' || up.kind::text
        || '","parent":' || coalesce('{"slug":' || to_json(top.slug)::text || ',"name":' || to_json(top.name)::text || ',"kind":"' || top.kind::text || '"}', 'null') || '}', 'null')
      || '}', ',' ORDER BY l.position)
    FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id LEFT JOIN entity up ON up.id = e.parent_id LEFT JOIN entity top ON top.id = up.parent_id
    WHERE l.startup_id = s.id), '')
  || '],"incubators":[' || coalesce((SELECT string_agg('{"slug":' || to_json(e.slug)::text || ',"name":' || to_json(e.name)::text
      || ',"acronym":' || coalesce(to_json(e.acronym)::text, 'null') || ',"kind":"' || e.kind::text || '"}', ',' ORDER BY l.position)
    FROM startup_incubator l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = s.id), '')
  || '],"services":[' || coalesce((SELECT string_agg('{"slug":' || to_json(v.slug)::text || ',"name":' || to_json(v.name)::text
      || ',"description":' || coalesce(to_json(v.description)::text, 'null') || ',"url":' || coalesce(to_json(v.url)::text, 'null') || ',"status":"' || v.status::text
      || '","operator":' || coalesce('{"slug":' || to_json(o.slug)::text || ',"name":' || to_json(o.name)::text || '}', 'null') || '}', ',' ORDER BY v.name_key, v.id)
    FROM service_startup l JOIN service v ON v.id = l.service_id LEFT JOIN entity o ON o.id = v.operator_id WHERE l.startup_id = s.id), '')
  || '],"events":[' || coalesce((SELECT string_agg('{"kind":' || to_json(x.kind)::text || ',"on":"' || x.occurred_on::text
      || '","comment":' || coalesce(to_json(x.comment)::text, 'null') || '}', ',' ORDER BY x.occurred_on, x.position)
    FROM startup_event x WHERE x.startup_id = s.id), '')
  || '],"links":[' || coalesce((SELECT string_agg('{"kind":"' || x.kind::text || '","url":' || to_json(x.url)::text || '}', ',' ORDER BY x.kind, x.position)
    FROM startup_link x WHERE x.startup_id = s.id), '')
  || '],"objectives":[' || coalesce((SELECT string_agg('{"statement":' || to_json(x.statement)::text
      || ',"on":"' || x.recorded_on::text || '"}', ',' ORDER BY x.position)
    FROM objective x WHERE x.startup_id = s.id), '')
  || '],"membersEver":' || (SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.startup_id = s.id) || '}}}' AS response
FROM startup s WHERE s.slug = $1
