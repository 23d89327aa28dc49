-- A small register with whatever is hard to export: quotes, commas, line ends, emoji, formulas, nulls, lists,
-- words that spreadsheets and analysers take for something else.

UPDATE register SET version = 1, updated_at = '2026-11-23T23:30:00.123Z';

INSERT INTO entity (slug, name, acronym, kind, ministry_domain, website, contact, parent_id) VALUES
  ('premier-ministre', 'Premier ministre', NULL, 'PRIME_MINISTER', NULL, NULL, NULL, NULL),
  ('dinsic', 'Direction interministérielle du « numérique »', 'DINSIC', 'DIRECTORATE', 'spm', 'https://www.numerique.gouv.fr/?a=1,2&b=''c''', 'contact@dinsic.gouv.fr', 1),
  ('etalab', 'Mission Etalab', NULL, 'MISSION', NULL, 'https://www.etalab.gouv.fr', NULL, 2),
  ('incubateur', 'Incubateur, de "services" numériques', NULL, 'INCUBATOR', NULL, NULL, NULL, 2),
  ('Zoé', 'Établissement d''œuvres', 'None', 'PUBLIC_OPERATOR', 'travail', NULL, NULL, NULL),
  ('éa', 'Entité à la fin par point de code', 'NA', 'OTHER', NULL, NULL, NULL, NULL);

INSERT INTO entity_identifier VALUES (2, 'siren', '012345674'), (2, 'beta.gouv.fr/incubateurs', 'dinsic'), (5, 'siren', '130025265');

INSERT INTO entity_succession (kind, predecessor_id, successor_id, effective_on, legal_source, legal_url) VALUES
  ('RENAMED', 5, 6, '2020-01-01', 'Décret n° 2020-1, article 1er ; « renommage »', 'https://www.legifrance.gouv.fr/jorf/id/1?a=1,2');
INSERT INTO former_parent VALUES (3, 1, '2015-09-21'), (3, NULL, '1900-01-01');

INSERT INTO theme (slug, name) VALUES ('donnee-ouverte', 'Donnée ouverte'), ('code-source-ouvert', 'Code-source ouvert');
INSERT INTO mission (slug, entity_id, name, statement) VALUES
  ('ouverture', 3, 'Ouverture', E'Première ligne,\nseconde ligne\n"entre guillemets"'),
  ('vide', 3, '=1+1', '-2');
INSERT INTO mission_theme VALUES (1, 2, 0), (1, 1, 0);

INSERT INTO startup (slug, name, pitch, contact, accessibility, topics, technologies) VALUES
  ('mes-aides', 'Mes Aides', E'Simuler ses droits, en "5 minutes"…\nSans compte\t! 🇫🇷👩‍💻', 'contact@mes-aides.gouv.fr', 'PARTIAL', ARRAY['Social', 'Santé, "bien-être"', '[]'], ARRAY['Node.js']),
  ('a', '=HYPERLINK("http://x")', '@SUM(A1)', NULL, NULL, '{}', '{}'),
  ('b', '+33', E'-\ttabulation', NULL, 'NON_CONFORMANT', '{}', ARRAY['NULL', 'true', '1']),
  ('zz', 'trop   d’espaces', 'nan', NULL, 'FULL', ARRAY['العربية'], '{}'),
  ('É', '0', ',', NULL, NULL, '{}', '{}');

UPDATE startup SET description = E'## Le problème\n\n« Trop de droits », "sans" recours…\n\n- [=1+1](https://mes-aides.gouv.fr/?q=a,b) <b>é</b>' WHERE id = 1;

INSERT INTO phase (startup_id, name, started_on, ended_on, comment) VALUES
  (1, 'INVESTIGATION', '2014-03-01', '2014-09-01', NULL),
  (1, 'CONSTRUCTION', '2014-09-01', '2014-09-01', 'même jour'),
  (1, 'ACCELERATION', '2014-09-01', NULL, E'en\ncours'),
  (2, 'INVESTIGATION', '2014-01-01', '2014-03-01', NULL),
  (2, 'ABANDONED_AT_INVESTIGATION', '2014-03-01', NULL, NULL),
  (3, 'INVESTIGATION', '2099-01-01', NULL, 'à venir'),
  (4, 'OPERATED', '1900-01-01', NULL, NULL);
INSERT INTO startup_incubator VALUES (1, 4, 0), (2, 4, 0), (2, 2, 1);
INSERT INTO startup_sponsor VALUES (1, 5, 1), (1, 2, 0);
INSERT INTO startup_event VALUES (1, 1, 'committee', '2014-10-14', NULL), (1, 0, 'product_launch', '9999-12-31', 'Lancement; "bêta"');
INSERT INTO startup_link VALUES
  (1, 'WEBSITE', 0, 'https://mes-aides.gouv.fr/?q=a,b'), (1, 'WEBSITE', 1, 'https://aides.gouv.fr'),
  (1, 'REPOSITORY', 0, 'https://github.com/betagouv/mes-aides-ui');
INSERT INTO membership (startup_id, member_key, role, role_word, employment, started_on, ended_on) VALUES
  (1, repeat('0', 31) || '1', 'INTRAPRENEUR', 'Intraprenariat', 'PUBLIC_AGENT', '2014-01-01', NULL),
  (1, repeat('0', 31) || '2', 'DEVELOPER', 'Développement', 'CONTRACTOR', '2014-01-01', '2030-01-01'),
  (1, repeat('0', 31) || '2', 'COACH', 'Coaching', 'CONTRACTOR', '2014-01-01', NULL),
  (1, repeat('0', 31) || '3', 'OTHER', 'Design', NULL, NULL, NULL),
  (2, repeat('0', 31) || '4', 'DEVELOPER', 'Développement', NULL, '2014-01-01', '2014-02-01');

INSERT INTO service (slug, name, description, url, status, operator_id) VALUES
  ('mes-aides', 'mes-aides.gouv.fr', E'"\n"', 'https://mes-aides.gouv.fr', 'LIVE', 2),
  ('sans-rien', 'Sans rien', NULL, NULL, 'PLANNED', NULL);
INSERT INTO service_startup VALUES (1, 2, 0), (1, 1, 0);
INSERT INTO mission_action VALUES
  (1, 0, 'SUPPORTS', 'Accompagner', 'CENTRAL_ADMINISTRATION', NULL, NULL),
  (1, 1, 'COLLABORATES', 'Collaborer', NULL, 5, 1);
INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score, comment) VALUES
  (1, '2015-06-30', 412, 7.9, NULL), (1, '2016-06-30', 1, 0.1, 'peu de réponses'), (2, '2016-06-30', 3, 3.3333333333333335, NULL);
INSERT INTO agreement (administration_id, startup_id, signed_on, ends_on, cost_cents, rebilled_share) VALUES
  (5, 1, '2014-01-15', '2014-12-31', 20000000, 0.5), (5, NULL, '2014-01-15', NULL, NULL, NULL), (5, 2, '2014-01-15', NULL, 0, 1e-7);
INSERT INTO rebilling (agreement_id, billed_on, amount_cents) VALUES (1, '2014-06-30', 5000000), (1, '2014-06-30', 1), (1, '2014-12-31', 9007199249740000), (3, '2014-02-01', 1);
INSERT INTO objective (startup_id, position, statement, recorded_on) VALUES (1, 0, E'=1+1\n« deux »', '2014-03-02'), (1, 1, 'Deux', '2014-03-02'), (2, 0, 'Un', '2014-01-02');
INSERT INTO scale_plan (startup_id, proposed_on, statement) VALUES (1, '2015-01-01', 'Partout'), (1, '2015-01-01', '+Partout'), (1, '2014-12-01', 'Partout');
INSERT INTO public_contract (reference, title, buyer_id, supplier_id, signed_on, ends_on) VALUES ('2014-03', 'Développement; "coaching"', 2, 6, '2014-02-03', '2018-02-02'), ('-1', '0', NULL, NULL, NULL, NULL);
INSERT INTO pain_point (administration_id, startup_id, statement, raised_on) VALUES
  (5, 1, 'Beaucoup ignorent leurs droits', '2013-11-04'), (5, 1, 'Allô ?', '2013-11-04');
INSERT INTO method_step VALUES ('BIRTH', 1, 'Convention', 'Signer', NULL), ('INCUBATION', 1, 'Investigation', 'Identifier', 'INVESTIGATION');
INSERT INTO method_role VALUES ('INTRAPRENEUR', 1, 1, 1, 'Expert métier'), ('DEVELOPER', 2, 1, 2, 'Écrit le service');

INSERT INTO import_source (name, title, licence, url, imported_at, imported_on) VALUES ('beta.gouv.fr', 'API', 'etalab-2.0', NULL, '2026-11-23T23:30:00.123Z', '2026-11-20'), ('autre', 'Autre', 'etalab-2.0', NULL, '2026-11-22T08:00:00Z', '2026-11-21');
INSERT INTO source_word (source_id, field, word, code, label, used_from, used_until, synonyms, previous_code, code_after_previous) VALUES
  (1, 'PHASE', 'alumni', 'ABANDONED', 'Partenariat terminé', '2020-04-24', '2026-05-11', '{}', 'INVESTIGATION', 'ABANDONED_AT_INVESTIGATION'),
  (1, 'EVENT', 'committee', NULL, 'Comité', NULL, NULL, '{commitee}', NULL, NULL);
INSERT INTO import_finding (source_id, code, outcome, subject, source_key, field, before, after) VALUES
  (1, 'TEXT_NORMALISED', 'REPAIRED', 'STARTUP', 'mes-aides', 'pitch', U&'e\0301\0007', 'é'),
  (1, 'URL_RELATIVE', 'REFUSED', 'STARTUP', 'mes-aides', 'link', ' /ici ', NULL),
  (2, 'CODE_INCONNU', 'FLAGGED', 'MEMBERSHIP', NULL, '', '', NULL);

-- The files do not depend on the clock.
UPDATE entity SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE theme SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE mission SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE startup SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE service SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE agreement SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
UPDATE pain_point SET created_at = '2015-09-21T06:30:00Z', updated_at = '2026-11-23T23:30:00.123Z';
