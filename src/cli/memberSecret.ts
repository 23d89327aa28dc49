import type { Settings } from '../config/settings.ts';
import { keptSecret } from './keptSecret.ts';

/**
 * The secret that member keys are made with: MEMBER_SECRET, else the one kept in REGISTRE_DIR, made the first time.
 * It is never in the database: who has only that cannot find out who a member is.
 */
export function memberSecret({ memberSecret: given, registreDir }: Settings): Promise<string> {
  return keptSecret(given, registreDir, 'member-secret').make();
}
