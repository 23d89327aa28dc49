import { z } from 'zod';
import { SETTING_INVALID } from '../../config/configErrors.ts';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import type { Platform } from '../../publishing/datagouv/client/transport.ts';
import { PUBLICATION_NOT_CONFIGURED } from '../../publishing/publishingErrors.ts';

/** The platform of the user: a server that executes the command may lack the API key. */
export const PlatformInput = z.object({ url: z.string(), apiKey: z.string(), organization: z.string() });

/** The data.gouv.fr site of the settings. Fails with PUBLICATION_NOT_CONFIGURED or SETTING_INVALID. */
export function platformOf({ datagouvUrl, datagouvApiKey, datagouvOrganization }: Settings): Platform {
  if (datagouvApiKey === null) return fail(PUBLICATION_NOT_CONFIGURED, { setting: 'DATAGOUV_API_KEY' });
  if (datagouvOrganization === null) return fail(PUBLICATION_NOT_CONFIGURED, { setting: 'DATAGOUV_ORGANIZATION' });
  const { origin, protocol, hostname, username, password } = new URL(datagouvUrl);
  const isUnencrypted = protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (isUnencrypted || username || password) {
    const expected = 'an https URL without user name and password, because it receives the API key';
    fail(SETTING_INVALID, { name: 'DATAGOUV_URL', value: `${protocol}//…`, expected });
  }
  return { url: origin, apiKey: datagouvApiKey, organization: datagouvOrganization };
}

/** The tabular API of the settings: by default, that of the platform. */
export function tabularUrlOf({ datagouvUrl, datagouvTabularUrl }: Settings): string {
  const { origin } = new URL(datagouvUrl);
  return new URL(datagouvTabularUrl ?? TABULAR_APIS[origin] ?? origin).origin;
}

const TABULAR_APIS: Readonly<Record<string, string>> = {
  'https://www.data.gouv.fr': 'https://tabular-api.data.gouv.fr',
  'https://demo.data.gouv.fr': 'https://tabular-api.preprod.data.gouv.fr',
};
