-- Which agreement answers which pain points; and a member may be in the teams of two agreements on the same days.

ALTER TABLE pain_point ADD agreement_id integer REFERENCES agreement;
ALTER TABLE history.pain_point ADD agreement_id integer;
CREATE INDEX pain_point_agreement ON pain_point (agreement_id);
CREATE INDEX ON history.pain_point (agreement_id);
CALL show_past('pain_point');

ALTER TABLE membership
  DROP CONSTRAINT membership_source_id_member_key_startup_id_role_role_word_e_key,
  ADD UNIQUE NULLS NOT DISTINCT (source_id, member_key, startup_id, role, role_word, employment, started_on, ended_on, agreement_id);
