import { isBlank, isObject, type JsonObject } from '../http/json.ts';
import type { Resource } from '../model/Resource.ts';
import { CHECKSUM_TYPES, RESOURCE_TYPES } from '../model/vocabularies.ts';
import { choice, extrasField, type Field, type Fields, optionalText, requiredText } from './forms.ts';
import { notAChoice, required } from './messages.ts';
import { schemaField } from './schemas.ts';
import { urlFault } from './urls.ts';

const url: Field<Resource> = (value, draft, { language }) => {
  if (typeof value !== 'string' || value.trim() === '') return [required(language)];
  const fault = urlFault(value.trim());
  if (fault !== null) return [fault];
  draft.url = value.trim();
  return undefined;
};

const checksum: Field<Resource> = (value, draft, { language }) => {
  if (isBlank(value)) {
    draft.checksum = null;
    return undefined;
  }
  if (!isObject(value)) return ['Not a valid object'];
  const { type = 'sha1', value: digest } = value;
  const errors: JsonObject = {};
  if (typeof type !== 'string' || !CHECKSUM_TYPES.includes(type)) errors.type = [notAChoice(language)];
  if (typeof digest !== 'string' || digest === '') errors.value = [required(language)];
  if (typeof type !== 'string' || typeof digest !== 'string' || Object.keys(errors).length > 0) return errors;
  draft.checksum = { type, value: digest };
  return undefined;
};

const filesize: Field<Resource> = (value, draft) => {
  if (!isBlank(value) && !Number.isInteger(Number(value))) return ['Not a valid integer value'];
  draft.filesize = isBlank(value) ? null : Number(value);
  return undefined;
};

/** What a publisher may say of any resource. */
export const DESCRIPTIVE_FIELDS: Fields<Resource> = {
  title: requiredText<Resource>(350, (draft, text) => {
    draft.title = text;
  }),
  description: optionalText<Resource>(100_000, (draft, text) => {
    draft.description = text;
  }),
  type: choice<Resource>(RESOURCE_TYPES, (draft, type) => {
    draft.type = type;
  }),
  extras: extrasField<Resource>((draft, extras) => {
    draft.extras = extras;
  }),
  schema: schemaField,
};

/** What describes the file itself: declared for a remote one, and the server's own business for a hosted one. */
export const RESOURCE_FIELDS: Fields<Resource> = {
  ...DESCRIPTIVE_FIELDS,
  url,
  format: optionalText<Resource>(Number.POSITIVE_INFINITY, (draft, text) => {
    draft.format = text === null ? null : text.trim().toLowerCase();
  }),
  mime: optionalText<Resource>(Number.POSITIVE_INFINITY, (draft, text) => {
    draft.mime = text;
  }),
  checksum,
  filesize,
};
