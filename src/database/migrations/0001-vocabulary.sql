-- The words that the tables below are written with: text folding, and the closed lists of values.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- Text as it is searched and sorted: without accents, ligatures or capitals. Declared immutable so that columns
-- and indexes can be made from it: the dictionary only changes with a major version of PostgreSQL.
CREATE FUNCTION fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFC)) COLLATE "C");

-- The pattern that finds a folded text anywhere, with % _ \ taken literally.
CREATE FUNCTION containing(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN '%' || replace(replace(replace(fold(value), '\', '\\'), '%', '\%'), '_', '\_') || '%';

CREATE TYPE entity_kind AS ENUM (
  'PRIME_MINISTER', 'SECRETARIAT', 'DIRECTORATE', 'DEPARTMENT', 'MISSION', 'NETWORK', 'INCUBATOR', 'MINISTRY',
  'CENTRAL_ADMINISTRATION', 'DECONCENTRATED_SERVICE', 'PUBLIC_OPERATOR', 'SOCIAL_SECURITY_BODY', 'LOCAL_AUTHORITY',
  'COMMUNITY', 'SUPPLIER', 'OTHER');

CREATE TYPE mission_action_kind AS ENUM ('SUPPORTS', 'COLLABORATES', 'OPERATES', 'BUILDS', 'MANAGES');

-- In the order of the life cycle: between phases begun on the same day, the last of this list is the current one.
CREATE TYPE phase_name AS ENUM (
  'INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION',
  'TRANSFERRED', 'OPERATED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION');

CREATE TYPE accessibility AS ENUM ('NONE', 'PARTIAL', 'FULL');

CREATE TYPE link_kind AS ENUM (
  'WEBSITE', 'REPOSITORY', 'STATISTICS', 'BUDGET', 'IMPACT', 'DASHLORD', 'RISK_ANALYSIS', 'ACCESSIBILITY');

CREATE TYPE service_status AS ENUM ('PLANNED', 'IN_INCUBATION', 'LIVE', 'CLOSED');

CREATE TYPE team_role AS ENUM ('INTRAPRENEUR', 'DEVELOPER', 'COACH', 'OTHER');

CREATE TYPE employment AS ENUM ('PUBLIC_AGENT', 'CONTRACTOR');

CREATE TYPE method_step_kind AS ENUM ('BIRTH', 'INCUBATION');

CREATE TYPE finding_outcome AS ENUM ('REPAIRED', 'FLAGGED', 'REFUSED');

CREATE TYPE finding_subject AS ENUM ('ENTITY', 'THEME', 'MISSION', 'STARTUP', 'SERVICE', 'MEMBERSHIP');
