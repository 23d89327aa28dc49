import { isBlank, isObject, type Json } from '../http/json.ts';
import type { Dataset } from '../model/Dataset.ts';
import {
  ACCESS_TYPES,
  AUDIENCE_CONDITIONS,
  AUDIENCE_ROLES,
  LICENSES,
  REASON_CATEGORIES,
} from '../model/vocabularies.ts';
import { spatialField, temporalField } from './coverageFields.ts';
import {
  choice,
  extrasField,
  type Field,
  type Fields,
  optionalDate,
  optionalText,
  referenceOf,
  requiredText,
} from './forms.ts';
import { notAChoice } from './messages.ts';
import { tagsField } from './tags.ts';
import { urlFault } from './urls.ts';

const license: Field<Dataset> = (value, draft) => {
  // The silent loss: an unknown id, another case, an object… leave the dataset without a licence, with a 200.
  draft.license = typeof value === 'string' && Object.hasOwn(LICENSES, value) ? value : null;
  return undefined;
};

const isPrivate: Field<Dataset> = (value, draft) => {
  // null and "" read as false: the dataset is published.
  draft.private = !isBlank(value) && value !== false && value !== 'false';
  return undefined;
};

const accessType: Field<Dataset> = (value, draft, scope) =>
  choice<Dataset>(ACCESS_TYPES, (dataset, type) => {
    dataset.access_type = type;
  })(value === null ? 'open' : value, draft, scope);

const audiences: Field<Dataset> = (value, draft, { language }) => {
  if (isBlank(value)) return undefined;
  const entries = Array.isArray(value) ? value : [value];
  const roles = new Set<Json | undefined>();
  for (const entry of entries) {
    if (!isObject(entry) || !isOneOf(AUDIENCE_ROLES, entry.role) || !isOneOf(AUDIENCE_CONDITIONS, entry.condition))
      return [notAChoice(language)];
    if (roles.has(entry.role)) return ['Only one condition per role is allowed'];
    roles.add(entry.role);
  }
  draft.access_audiences = entries.filter(isObject);
  return undefined;
};

const reasonCategory: Field<Dataset> = (value, draft, { language }) => {
  if (!isBlank(value) && !isOneOf(REASON_CATEGORIES, value)) return [notAChoice(language)];
  draft.access_type_reason_category = typeof value === 'string' && value !== '' ? value : null;
  return undefined;
};

const authorizationUrl: Field<Dataset> = (value, draft) => {
  const url = typeof value === 'string' && value !== '' ? value : null;
  const fault = url === null ? null : urlFault(url);
  if (fault !== null) return [fault];
  draft.authorization_request_url = url;
  return undefined;
};

const contactPoints: Field<Dataset> = (value, draft, { state }) => {
  if (value === null) draft.contact_points = [];
  if (isBlank(value)) return undefined;
  const ids = (Array.isArray(value) ? value : [value]).map(referenceOf);
  for (const id of ids) {
    const found = state.contactPoints.get(id);
    if (found === undefined) return [`Unknown reference "${id}"`];
    if (found.organization !== draft.organization || found.owner !== draft.owner)
      return ['Wrong contact point id or contact point ownership mismatch'];
  }
  draft.contact_points = ids;
  return undefined;
};

/** The fields of a dataset's form but its owner and its resources, in the order in which they need each other. */
export const DATASET_FIELDS: Fields<Dataset> = {
  title: requiredText<Dataset>(350, (draft, text) => {
    draft.title = text;
  }),
  description: requiredText<Dataset>(100_000, (draft, text) => {
    draft.description = text;
  }),
  description_short: optionalText<Dataset>(200, (draft, text) => {
    draft.description_short = text;
  }),
  // Its length is only checked at the very end, by the database: see lastChecks.
  acronym: optionalText<Dataset>(Number.POSITIVE_INFINITY, (draft, text) => {
    draft.acronym = text;
  }),
  license,
  frequency_date: optionalDate<Dataset>((draft, date) => {
    draft.frequency_date = date;
  }),
  archived: optionalDate<Dataset>((draft, date) => {
    draft.archived = date;
  }),
  deleted: optionalDate<Dataset>((draft, date) => {
    draft.deleted = date;
  }),
  private: isPrivate,
  tags: tagsField,
  temporal_coverage: temporalField,
  spatial: spatialField,
  contact_points: contactPoints,
  extras: extrasField<Dataset>((draft, extras) => {
    draft.extras = extras;
  }),
  access_type: accessType,
  access_audiences: audiences,
  authorization_request_url: authorizationUrl,
  access_type_reason_category: reasonCategory,
  access_type_reason: optionalText<Dataset>(Number.POSITIVE_INFINITY, (draft, text) => {
    draft.access_type_reason = text;
  }),
};

const isOneOf = (among: readonly string[], value: Json | undefined): boolean =>
  typeof value === 'string' && among.includes(value);
