import { fail } from '../../../errors/errors.ts';
import { DATAGOUV_KEY_REJECTED, DATAGOUV_ORGANIZATION_REJECTED, DATAGOUV_UNREACHABLE } from '../../publishingErrors.ts';
import type { DatagouvClient } from '../client/client.ts';
import { PlatformError } from '../client/platformError.ts';
import { IdList, Me, Schemas, Site, StringList } from '../client/responseSchemas.ts';
import { type DesiredDataset, isHosted } from '../plan/desiredDataset.ts';

/** The values that the platform accepts. They are read before the first write. */
interface Preflight {
  readonly platformVersion: string | null;
  readonly organization: string;
  /** The catalogue of schemas; null if it can't be read. */
  readonly schemas: Schemas | null;
  /** Why the platform can't store a dataset; null if it can. udata silently drops an unknown licence. */
  datasetProblem(desired: DesiredDataset): string | null;
}

/**
 * Checks the API key and the organization, and reads the licences, frequencies and file extensions that the platform accepts.
 * Throws DATAGOUV_KEY_REJECTED, DATAGOUV_ORGANIZATION_REJECTED or DATAGOUV_UNREACHABLE.
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
        if (!licences.includes(license)) return `the platform does not accept the licence ${license}`;
        if (!frequencies.includes(frequency)) return `the platform does not accept the frequency ${frequency}`;
        const rejected = resources
          .filter(isHosted)
          .find(({ file }) => !extensions.includes(file.split('.').at(-1) ?? ''));
        return rejected ? `the platform does not accept the extension of ${rejected.file}` : null;
      },
    };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { url } = client.platform;
    if (error.kind === 'key') return fail(DATAGOUV_KEY_REJECTED, { url, problem: error.message });
    return fail(DATAGOUV_UNREACHABLE, { url, problem: error.message });
  }
}

async function organizationOf({ platform, read }: DatagouvClient): Promise<string> {
  const { organizations } = await read(Me, '/api/1/me/');
  const idOrSlug = platform.organization;
  const organization = organizations.find(({ id, slug }) => id === idOrSlug || slug === idOrSlug);
  if (organization && organization.permissions?.private !== false) return organization.id;
  const problem = organization ? 'its user has no right to publish' : 'its user is not a member';
  return fail(DATAGOUV_ORGANIZATION_REJECTED, { url: platform.url, organization: idOrSlug, problem });
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
