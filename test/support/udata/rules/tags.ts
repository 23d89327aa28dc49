import type { Json } from '../http/json.ts';
import type { Dataset } from '../model/Dataset.ts';
import { slugify } from '../model/slug.ts';
import type { Field } from './forms.ts';

/** Tags are slugified, made unique and sorted; a text, or the only element of a list, is split on its commas. */
export const tagsField: Field<Dataset> = (value, draft) => {
  const tags = [...new Set(namesIn(value).map(slugify))].filter((tag) => tag !== '');
  const wrong = tags.filter((tag) => tag.length < 3 || tag.length > 96);
  if (wrong.length > 0) return wrong.map((tag) => `Tag "${tag}" must be between 3 and 96 characters long.`);
  draft.tags = tags.sort();
  return undefined;
};

function namesIn(value: Json): string[] {
  const list = Array.isArray(value) ? value : value === null ? [] : [value];
  const names = list.map((name) => (typeof name === 'string' ? name : JSON.stringify(name)));
  return names.length === 1 ? names.flatMap((name) => name.split(',')) : names;
}
