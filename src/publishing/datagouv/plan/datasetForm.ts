import type { RemoteDataset } from '../client/responseSchemas.ts';
import { slugify } from './canonicalFields.ts';
import type { DesiredContact, DesiredDataset } from './desiredDataset.ts';

/** The complete form of a dataset. `executeStep` replaces contact points without an id by the id of an existing or new one. */
export interface DatasetForm {
  readonly title: string;
  readonly acronym: string | null;
  readonly description: string | null;
  readonly description_short: string | null;
  readonly license: string | null;
  readonly frequency: string | null;
  readonly tags: readonly string[];
  readonly temporal_coverage: { readonly start: string; readonly end?: string | null } | null;
  readonly spatial: object | null;
  readonly organization: string;
  readonly private: boolean;
  readonly contact_points?: readonly (DesiredContact | { readonly id: string })[];
  readonly extras?: Readonly<Record<string, unknown>>;
  readonly archived?: null;
}

/**
 * Builds the complete form: a PUT of udata clears some missing fields and keeps others.
 * @param drifted fields that a person edited: the form contains their remote value.
 */
export function buildDatasetForm(
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  drifted: readonly string[],
  changes: Partial<DatasetForm> & Pick<DatasetForm, 'organization' | 'private'>,
): DatasetForm {
  const { contact_points, temporal_coverage, spatial, acronym, description_short } = desired;
  const desiredFields = {
    title: desired.title,
    acronym: acronym ?? null,
    description: desired.description,
    description_short: description_short ?? null,
    license: desired.license,
    frequency: desired.frequency,
    tags: desired.tags.map((tag) => slugify(tag)),
    temporal_coverage: temporal_coverage ?? null,
    spatial: spatial ?? null,
    ...(contact_points && { contact_points }),
  };
  return { ...desiredFields, ...(remote && remoteValues(remote, drifted)), ...changes };
}

function remoteValues(remote: RemoteDataset, drifted: readonly string[]): Partial<DatasetForm> {
  const { contact_points, ...others } = remote;
  const values: [string, unknown][] = Object.entries(others);
  values.push(['contact_points', contact_points.map(({ id }) => ({ id }))]);
  return Object.fromEntries(values.filter(([field]) => drifted.includes(field)));
}
