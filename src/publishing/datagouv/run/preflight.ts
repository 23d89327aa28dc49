import { fail } from '../../../errors/errors.ts';
import { DATAGOUV_KEY_REFUSED, DATAGOUV_ORGANIZATION_REFUSED, DATAGOUV_UNREACHABLE } from '../../publishingErrors.ts';
import type { DatagouvClient } from '../client/client.ts';
import { PlatformError } from '../client/platformError.ts';
import { IdList, Me, Schemas, Site, StringList } from '../client/responseSchemas.ts';
import { type DesiredDataset, isHosted } from '../plan/desiredDataset.ts';

/** What the platform accepts, read before anything is written. */
interface Preflight {
  readonly platformVersion: string | null;
  readonly organization: string;
  /** null when the catalogue can't be had. */
  readonly schemas: Schemas | null;
  /** Why a dataset can't be published there, or null: udata drops an unknown licence without a word. */
  datasetProblem(desired: DesiredDataset): string | null;
}

/**
 * Makes sure that the key, the organization and the words that will be used are known, before any write. Refuses with
 * DATAGOUV_KEY_REFUSED, DATAGOUV_ORGANIZATION_REFUSED or DATAGOUV_UNREACHABLE.
 */
export async function preflight(client: DatagouvClient, desired: readonly DesiredDataset[]): Promise<Preflight> {
  try {
    const { version } = await client.read(Site, '/api/1/site/');
    const organization = await organizationOf(client);
    const licences = await client.read(IdList, '/api/1/datasets/licenses/');
    const frequencies = await client.read(IdList, '/api/1/datasets/frequencies/');
    const extensions = await client.read(StringList, '/api/1/datasets/extensions/');
    return {
      platformVersion: version,
      organization,
      schemas: await schemasFor(client, desired),
      datasetProblem({ license, frequency, resources }) {
        if (!licences.includes(license)) return `the platform knows no licence ${license}`;
        if (!frequencies.includes(frequency)) return `the platform knows no frequency ${frequency}`;
        const refused = resources
          .filter(isHosted)
          .find(({ file }) => !extensions.includes(file.split('.').at(-1) ?? ''));
        return refused ? `the platform takes no file such as ${refused.file}` : null;
      },
    };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { url } = client.platform;
    if (error.kind === 'key') return fail(DATAGOUV_KEY_REFUSED, { url, problem: error.message });
    return fail(DATAGOUV_UNREACHABLE, { url, problem: error.message });
  }
}

async function organizationOf({ platform, read }: DatagouvClient): Promise<string> {
  const { organizations } = await read(Me, '/api/1/me/');
  const wanted = platform.organization;
  const found = organizations.find(({ id, slug }) => id === wanted || slug === wanted);
  if (found && found.permissions?.private !== false) return found.id;
  const problem = found ? 'the key may not publish' : 'the key is not of a member';
  return fail(DATAGOUV_ORGANIZATION_REFUSED, { url: platform.url, organization: wanted, problem });
}

async function schemasFor(client: DatagouvClient, desired: readonly DesiredDataset[]): Promise<Schemas | null> {
  const used = desired.some(({ resources }) => resources.some(({ schema }) => schema));
  if (!used) return [];
  try {
    return await client.read(Schemas, '/api/1/datasets/schemas/');
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'unavailable') return null;
    throw error;
  }
}
