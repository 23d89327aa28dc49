import { isBlank, isObject, type Json, type JsonObject } from '../http/json.ts';
import { errorMessage } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { GRANULARITIES, ZONES } from '../model/vocabularies.ts';
import type { Field } from './forms.ts';
import { notAChoice, notADate, required } from './messages.ts';

/** Plain dates, put back in order when they are not; a text `start - end` is understood too. */
export const temporalField: Field<Dataset> = (value, draft, { language }) => {
  if (isBlank(value)) {
    draft.temporal_coverage = null;
    return undefined;
  }
  const { start, end } = boundsOf(value);
  if (isBlank(start)) return { start: [required(language)] };
  const from = dayOf(start);
  const to = isBlank(end) ? null : dayOf(end);
  if (from === null || (to === null && !isBlank(end))) return [notADate(language)];
  draft.temporal_coverage = to !== null && to < from ? { start: to, end: from } : { start: from, end: to };
  return undefined;
};

/** Zones and granularity merge; the whole cannot be taken away: null and `{}` are ignored. */
export const spatialField: Field<Dataset> = (value, draft, { language }) => {
  if (isBlank(value)) return undefined;
  if (!isObject(value)) return ['Not a valid object'];
  const spatial = draft.spatial ?? { geom: null, granularity: 'other', zones: [] };
  const errors: JsonObject = {};
  if (Array.isArray(value.zones)) {
    const zones = value.zones.map((zone) => (isObject(zone) ? `${zone.id}` : `${zone}`));
    const unknown = zones.filter((zone) => !ZONES.includes(zone.split('@')[0] ?? ''));
    if (unknown.length > 0) errors.zones = [`Unknown geoid(s): ${unknown.join(', ')}`];
    spatial.zones = zones;
  }
  const { granularity, geom } = value;
  if (granularity !== undefined) {
    if (typeof granularity === 'string' && GRANULARITIES.includes(granularity)) spatial.granularity = granularity;
    else errors.granularity = [notAChoice(language)];
  }
  if (Object.keys(errors).length > 0) return errors;
  if (geom !== undefined) spatial.geom = isObject(geom) ? geom : null;
  if (spatial.geom !== null && spatial.zones.length > 0)
    throw errorMessage(400, 'The spatial coverage cannot contain both a Geozone and a Geometry');
  draft.spatial = spatial;
  return undefined;
};

function boundsOf(value: Json): { start: Json | undefined; end: Json | undefined } {
  if (isObject(value)) return { start: value.start, end: value.end };
  const [start, end] = typeof value === 'string' ? value.split(' - ') : [];
  return { start, end };
}

function dayOf(value: Json | undefined): string | null {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return null;
  return new Date(value).toISOString().slice(0, 10);
}
