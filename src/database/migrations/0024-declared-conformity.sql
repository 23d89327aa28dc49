-- The team declares that its service is not conformant. A service that was not audited declares nothing: its value is NULL.
ALTER TYPE accessibility RENAME VALUE 'NONE' TO 'NON_CONFORMANT';

UPDATE source_record SET imported = jsonb_set(imported, '{fields,accessibility}', '"NON_CONFORMANT"')
WHERE imported #>> '{fields,accessibility}' = 'NONE';
