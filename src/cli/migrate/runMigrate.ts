import { readSettings } from '../../config/settings.ts';
import { prepareDatabase } from '../../importing/prepareDatabase.ts';
import { memberSecret } from '../installation/secrets.ts';
import { withDatabase } from '../installation/withDatabase.ts';
import { print } from '../terminal/standardOutput.ts';

export interface ReferenceFlags {
  /** Whether `--without-reference` was given. */
  readonly withoutReference?: boolean;
}

/** `registre migrate`: applies the pending migrations, and loads or updates the reference register. */
export function runMigrate({ withoutReference }: ReferenceFlags): Promise<void> {
  const settings = readSettings(process.env);
  return withDatabase(settings, async (database) => {
    const { migrations, importedVersion } = await prepareDatabase(database, {
      memberSecret: () => memberSecret(settings),
      withoutReference: withoutReference ?? settings.withoutReference,
    });
    await print(
      migrations.length === 0
        ? `The ${database.name} is up to date.`
        : `Applied ${migrations.length} migration(s) to the ${database.name}: ${migrations.join(', ')}.`,
    );
    if (importedVersion !== null) await print(`Loaded the reference register: version ${importedVersion}.`);
  });
}
