import { isBlank, isObject, type Json, type JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse, serverError } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { OBJECT_ID } from '../model/identifiers.ts';
import { roleOf } from '../model/people.ts';
import { newResource } from '../model/Resource.ts';
import { FREQUENCIES, LEGACY_FREQUENCIES } from '../model/vocabularies.ts';
import { DATASET_FIELDS } from './datasetFields.ts';
import { type Field, type Fields, readFields, referenceOf, type Scope } from './forms.ts';
import { required } from './messages.ts';
import { RESOURCE_FIELDS } from './resourceFields.ts';

/**
 * A create or an update of a dataset, with what udata does to the keys that are not there: neither a full replacement
 * nor a merge. An empty body alone changes nothing at all.
 */
export function readDatasetForm(body: JsonObject, draft: Dataset, scope: Scope): void {
  if (body.resources === null || body.access_audiences === null) throw errorResponse(400, { errors: {} });
  if (!scope.creating && Object.keys(body).length === 0) return;
  const whenAbsent: JsonObject = scope.creating
    ? { title: null, description: null }
    : { tags: null, temporal_coverage: null };
  readFields(FIELDS, { ...whenAbsent, ...body }, draft, scope);
  lastChecks(body, draft, scope);
}

const organization: Field<Dataset> = (value, draft, { state, user, creating }) => {
  if (isBlank(value)) return undefined;
  const id = referenceOf(value);
  if (!OBJECT_ID.test(id)) return [`Unsupported identifier: ${id}`];
  const found = state.organizations.get(id);
  if (found === undefined) return ['Organization does not exists'];
  if (!creating) return id === draft.organization ? undefined : [OWNER_IS_FIXED];
  if (!user.sysadmin && roleOf(user, found) === null) return ['Permission denied for this organization'];
  draft.organization = id;
  draft.owner = null;
  if (roleOf(user, found) === 'partial_editor') draft.assigned = [user.id];
  return undefined;
};

const owner: Field<Dataset> = (value, draft, { user }) => {
  if (isBlank(value)) return undefined;
  if (referenceOf(value) !== user.id && !user.sysadmin) return [OWNER_IS_FIXED];
  // The trap: naming oneself takes the dataset away from its organization.
  draft.owner = referenceOf(value);
  draft.organization = null;
  return undefined;
};

/** A list deletes every resource that it does not name, and gives new ids to the ones that it invents. */
const resources: Field<Dataset> = (value, draft, scope) => {
  if (isBlank(value)) return undefined;
  if (!Array.isArray(value)) return ['Not a valid list'];
  const now = scope.state.now();
  const errors: Json[] = [];
  draft.resources = value.filter(isObject).map((entry) => {
    const known = draft.resources.find(({ id }) => id === entry.id);
    const resource = known ?? newResource(scope.state.ids.uuid(), now);
    const fields = known?.filetype === 'file' ? {} : RESOURCE_FIELDS;
    if (known === undefined && isBlank(entry.title)) errors.push({ title: [required(scope.language)] });
    readFields(fields, entry, resource, scope);
    return resource;
  });
  return errors.length > 0 ? errors : undefined;
};

// The owner comes first: contact points are compared with it.
const FIELDS: Fields<Dataset> = { organization, owner, ...DATASET_FIELDS, resources };

/** Errors of the database document, after the form is valid: they have a `message` and no `errors`. */
function lastChecks(body: JsonObject, draft: Dataset, { creating }: Scope): void {
  if (!creating && body.owner === null && body.organization === null) throw serverError();
  const { frequency } = body;
  if (frequency !== undefined) {
    const name = frequency === null ? 'unknown' : typeof frequency === 'string' ? frequency : JSON.stringify(frequency);
    const current = LEGACY_FREQUENCIES[name] ?? name;
    if (!Object.hasOwn(FREQUENCIES, current)) throw errorMessage(400, `'${name}' is not a valid UpdateFrequency`);
    draft.frequency = current;
  }
  if ((draft.acronym ?? '').length > 128)
    throw errorMessage(400, `ValidationError (Dataset:${draft.id}) (String value is too long: ['acronym'])`);
  const custom = Object.keys(draft.extras).find((key) => key.startsWith('custom:'));
  if (custom !== undefined) throw errorMessage(400, `Custom extra "${custom}" is not defined by the organization`);
}

const OWNER_IS_FIXED = 'Cannot change owner after creation. Please use transfer feature.';
