import type { Settings } from '../config/settings.ts';
import type { TokenKeys } from '../register/tokens/tokenKeys.ts';
import { keptSecret } from './keptSecret.ts';

/** What tokens are made and recognized with: TOKEN_SECRET, else the secret kept in REGISTRE_DIR, made with the first. */
export function tokenKeys({ tokenSecret, environment, registreDir }: Settings): TokenKeys {
  return { environment, ...keptSecret(tokenSecret, registreDir, 'token-secret') };
}
