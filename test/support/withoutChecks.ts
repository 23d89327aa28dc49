/** Drops the CHECK constraints of texts and days: rows can then hold what a damaged database, or one of a former version, holds. */
export const WITHOUT_CHECKS = `
  DO $$
  DECLARE
    checked record;
  BEGIN
    FOR checked IN
      SELECT conrelid::regclass AS name, conname FROM pg_constraint
      WHERE contype = 'c' AND pg_get_constraintdef(oid) ~ 'is_(text|name|name_list|slug|url|mailbox|identifier|day)\\('
    LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', checked.name, checked.conname);
    END LOOP;
  END $$`;
