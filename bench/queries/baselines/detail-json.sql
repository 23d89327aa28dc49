SELECT json_build_object('data', json_build_object('startup', json_build_object(
  'slug', s.slug, 'name', s.name, 'pitch', s.pitch, 'contact', s.contact, 'accessibility', s.accessibility,
  'topics', s.topics, 'technologies', s.technologies, 'updatedAt', s.updated_at,
  'phases', (SELECT coalesce(json_agg(json_build_object('name', p.name, 'startedOn', p.started_on, 'endedOn', p.ended_on, 'days', p.days, 'comment', p.comment)
      ORDER BY p.started_on, p.name), '[]') FROM phase p WHERE p.startup_id = s.id),
  'sponsors', (SELECT coalesce(json_agg(json_build_object('slug', e.slug, 'name', e.name, 'acronym', e.acronym, 'kind', e.kind,
      'ministryDomain', e.ministry_domain, 'website', e.website,
      'parent', CASE WHEN up.id IS NOT NULL THEN json_build_object('slug', up.slug, 'name', up.name, 'kind', up.kind,
        'parent', CASE WHEN top.id IS NOT NULL THEN json_build_object('slug', top.slug, 'name', top.name, 'kind', top.kind) END) END) ORDER BY l.position), '[]')
    FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id LEFT JOIN entity up ON up.id = e.parent_id LEFT JOIN entity top ON top.id = up.parent_id
    WHERE l.startup_id = s.id),
  'incubators', (SELECT coalesce(json_agg(json_build_object('slug', e.slug, 'name', e.name, 'acronym', e.acronym, 'kind', e.kind) ORDER BY l.position), '[]')
    FROM startup_incubator l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = s.id),
  'services', (SELECT coalesce(json_agg(json_build_object('slug', v.slug, 'name', v.name, 'description', v.description, 'url', v.url, 'status', v.status,
      'operator', CASE WHEN o.id IS NOT NULL THEN json_build_object('slug', o.slug, 'name', o.name) END) ORDER BY v.name_key, v.id), '[]')
    FROM service_startup l JOIN service v ON v.id = l.service_id LEFT JOIN entity o ON o.id = v.operator_id WHERE l.startup_id = s.id),
  'events', (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'on', x.occurred_on, 'comment', x.comment) ORDER BY x.occurred_on, x.position), '[]')
    FROM startup_event x WHERE x.startup_id = s.id),
  'links', (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'url', x.url) ORDER BY x.kind, x.position), '[]') FROM startup_link x WHERE x.startup_id = s.id),
  'objectives', (SELECT coalesce(json_agg(json_build_object('statement', x.statement, 'on', x.recorded_on) ORDER BY x.position), '[]')
    FROM objective x WHERE x.startup_id = s.id),
  'membersEver', (SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.startup_id = s.id))))::text AS response
FROM startup s WHERE s.slug = $1
