import { isBlank, isObject, type Json, type JsonObject } from '../http/json.ts';
import { serverError } from '../http/response.ts';
import type { Resource } from '../model/Resource.ts';
import type { Field } from './forms.ts';
import { urlFault } from './urls.ts';

/**
 * `schema` of a resource. Its three keys merge one by one into what is stored: going from an address to a name needs
 * an explicit `"url": null`, else the old address stays.
 */
export const schemaField: Field<Resource> = (value, draft, { state }): Json | undefined => {
  if (isBlank(value)) {
    draft.schema = null;
    return undefined;
  }
  if (!isObject(value)) return ['Not a valid object'];
  const merged = { name: null, url: null, version: null, ...draft.schema, ...textsOf(value) };
  if (merged.name !== null && state.schemasDown) throw serverError();

  const catalogued = merged.url === null ? undefined : nameOfUrl(state.schemas, merged.url);
  if (catalogued !== undefined) {
    draft.schema = { ...catalogued, url: null };
    return undefined;
  }
  const fault = merged.url === null ? null : urlFault(merged.url);
  if (fault !== null) return { url: [fault] };
  if (merged.version !== null && merged.name === null && merged.url === null)
    return { name: ['A version needs a schema name or a URL.'] };
  if (merged.name !== null) {
    const allowed = state.schemas.filter(({ schema_type }) => schema_type !== 'datapackage');
    const known = allowed.find(({ name }) => name === merged.name);
    if (known === undefined) {
      const names = allowed.map(({ name }) => name).join(', ');
      return { name: [`Schema name "${merged.name}" is not an allowed value. Allowed values: ${names}`] };
    }
    const versions = [...known.versions.map(({ version_name }) => version_name), 'latest'];
    if (merged.version !== null && !versions.includes(merged.version))
      return {
        version: [
          `Version "${merged.version}" is not an allowed value for the schema "${merged.name}". Allowed versions: ${versions.join(', ')}`,
        ],
      };
  }
  draft.schema = merged;
  return undefined;
};

function textsOf(value: JsonObject): Partial<Record<'name' | 'url' | 'version', string | null>> {
  const texts: Partial<Record<'name' | 'url' | 'version', string | null>> = {};
  for (const key of ['name', 'url', 'version'] as const) {
    const held = value[key];
    if (held !== undefined) texts[key] = typeof held === 'string' && held !== '' ? held : null;
  }
  return texts;
}

function nameOfUrl(schemas: { name: string; versions: { version_name: string; schema_url: string }[] }[], url: string) {
  for (const { name, versions } of schemas) {
    const version = versions.find(({ schema_url }) => schema_url === url);
    if (version !== undefined) return { name, version: version.version_name };
  }
  return undefined;
}
