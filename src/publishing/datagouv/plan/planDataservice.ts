import { LICENCE } from '../../catalogue.ts';
import type { ContactPoint } from '../../provenance.ts';
import type { RemoteDataservice } from '../client/responseSchemas.ts';
import { type CanonicalFields, contactKey, hashFields, hashOf, isPublicAddress, slugify } from './canonicalFields.ts';
import { compareFields, publishedHashes } from './compareFields.ts';
import type { DatasetState } from './datasetState.ts';
import type { DesiredContact } from './desiredDataset.ts';
import { type Drift, settleDrifts } from './drifts.ts';
import type { PlanContext } from './planResources.ts';

/** The key of the API in the sync state, in reports and in the options of `registre publish`. */
export const DATASERVICE_KEY = 'api';
export const DATASERVICE_EXTRA = 'registre:dataservice';

/** The API as data.gouv.fr must show it, with the field names of udata. It does not depend on a release. */
export interface DesiredDataservice {
  readonly fields: CanonicalFields;
  /** Null: the contact points of the platform stay. */
  readonly contact: DesiredContact | null;
}

/** Null without a public address: other machines could not call the API. */
export function desiredDataservice(publicUrl: string, contactPoint: ContactPoint | null): DesiredDataservice | null {
  if (!isPublicAddress(publicUrl)) return null;
  const contact = contactPoint && {
    name: contactPoint.name,
    role: 'contact',
    ...(contactPoint.email !== null && { email: contactPoint.email }),
    ...(contactPoint.url !== null && { contact_form: contactPoint.url }),
  };
  return {
    contact,
    fields: {
      title: 'API du registre des services numériques de l’État',
      description: DESCRIPTION,
      base_api_url: `${publicUrl}/graphql`,
      machine_documentation_url: `${publicUrl}/openapi.json`,
      technical_documentation_url: `${publicUrl}/explorer`,
      business_documentation_url: `${publicUrl}/donnees`,
      format: 'REST',
      access_type: 'open',
      license: LICENCE.datagouv,
      tags: ['api', 'graphql', 'services-publics-numeriques', 'startups-d-etat'].map((tag) => slugify(tag)).sort(),
      private: false,
    },
  };
}

const DESCRIPTION = `Cette API GraphQL donne accès à toutes les données du registre : les startups d’État, les entités qui les portent, les services publics numériques, leurs équipes et leur financement, avec l’historique de chaque donnée et des statistiques.

La lecture ne nécessite ni compte ni clé. L’explorateur permet d’écrire des requêtes dans un navigateur et propose des exemples. Les mêmes données sont publiées sous forme de fichiers dans les jeux de données associés.`;

interface DataservicePlan {
  /** Why nothing is written; null if it is not blocked. */
  readonly blocked: string | null;
  readonly changed: readonly string[];
  readonly drifts: readonly Drift[];
  /** The `registre:*` extras, if they change. */
  readonly extras: Readonly<Record<string, unknown>> | null;
  readonly published: DatasetState['published'];
}

/** Compares the API with the platform, by the same rules as a dataset: what a person edited is a drift. A pure function. */
export function planDataservice(
  { fields, contact }: DesiredDataservice,
  remote: RemoteDataservice | null,
  state: DatasetState,
  { organization, decisions }: Pick<PlanContext, 'organization' | 'decisions'>,
): DataservicePlan {
  const desired = contact ? { ...fields, contact_points: [contactKey(contact)] } : fields;
  const blocked = blockingProblem(remote, state, organization, decisions.overwrites(DATASERVICE_KEY, 'deleted'));
  if (blocked !== null) return { blocked, changed: [], drifts: [], extras: null, published: state.published };
  const published = hashFields(desired);
  const own = (hashes: DatasetState['published']) => ({
    [DATASERVICE_EXTRA]: DATASERVICE_KEY,
    'registre:published': hashes,
  });
  if (remote === null) {
    return { blocked, changed: Object.keys(desired), drifts: [], extras: own(published), published };
  }
  const { changed, drifts, baseline } = compareFields(
    desired,
    { ...remote, contact_points: remote.contact_points.map(contactKey).sort(), tags: [...remote.tags].sort() },
    [publishedHashes(remote.extras), state.published],
    state.sent,
    (field) => decisions.overwrites(DATASERVICE_KEY, field),
  );
  const settled = settleDrifts(DATASERVICE_KEY, drifts, remote.extras, decisions);
  const extras = { ...own(baseline), ...settled.extras };
  const isSame = Object.entries(extras).every(([name, value]) => hashOf(remote.extras[name]) === hashOf(value));
  return { blocked, changed, drifts: settled.drifts, extras: isSame ? null : extras, published: baseline };
}

function blockingProblem(
  remote: RemoteDataservice | null,
  { remoteId }: DatasetState,
  organization: string,
  recreates: boolean,
): string | null {
  const again = `run with --overwrite deleted to create a new one`;
  if (remote === null) {
    return remoteId === null || recreates ? null : `the platform no longer has the API ${remoteId}; ${again}`;
  }
  const { id, deleted_at, archived_at, permissions } = remote;
  if (deleted_at) return `${id} was deleted on the platform; restore it there, or ${again}`;
  if (archived_at) return `${id} was archived on the platform; unarchive it there`;
  if (remote.harvest !== null) return `${id} is harvested; remove it from the harvest source`;
  if (remote.organization?.id !== organization)
    return `${id} now belongs to ${remote.organization?.name ?? 'a person'}; transfer it back to the organization`;
  return permissions?.edit === false ? `the API key has no right to edit ${id}` : null;
}
