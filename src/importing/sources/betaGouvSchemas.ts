import { z } from 'zod';
import { type Rows, StoredRows } from '../storedRows.ts';

// The rows of the beta.gouv.fr API v2.7. Unknown keys are ignored, and a missing value may be absent, "" or null; keys that
// distinguish one kind of row from another are required.

/** A text. The API is generated from YAML, so a text may be a number or a boolean. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const text = scalar.optional().transform((value) => (value === null || value === undefined ? null : String(value)));
/** A text whose key is required: without it, the row is of another kind. */
const required = scalar.transform((value) => (value === null ? null : String(value)));

function list<S extends z.ZodType>(item: S) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** A text or a list of texts. Other values are left out. */
const textOrList = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string'));

const PHASE = z.object({ name: text, start: text, end: text, comment: text });
const EVENT = z.object({ name: text, date: text, comment: text });
const REFERENCE = z.object({ id: z.string() });

export const STARTUP = z.object({
  id: z.string(),
  attributes: z.object({
    name: required,
    pitch: required,
    contact: text,
    link: text,
    repository: text,
    stats_url: text,
    budget_url: text,
    impact_url: text,
    dashlord_url: text,
    analyse_risques: text,
    analyse_risques_url: text,
    content_url_encoded_markdown: text,
    accessibility_status: text,
    phases: z.array(PHASE),
    events: list(EVENT),
    sponsors: list(text),
    thematiques: list(text),
    technos: list(text),
    redirect_from: textOrList,
  }),
  relationships: z
    .object({
      incubator: z.object({ data: REFERENCE.nullish() }).nullish(),
      incubators: z.object({ data: list(REFERENCE) }).nullish(),
    })
    .nullish(),
});

/** An incubator in the list `included` of startups.json. incubators.json also has incubators: see `INCUBATOR`. */
export const INCLUDED = z.object({
  id: z.string(),
  attributes: z.object({ title: required, owner: text, website: text, github: text, contact: text }),
});

/** A row of incubators.json. A hidden incubator has no title, only startups. */
export const INCUBATOR = z
  .object({
    title: text,
    owner: text,
    website: text,
    github: text,
    address: text,
    contact: text,
    startups: list(z.object({ id: z.string(), phases: list(PHASE) })).optional(),
  })
  .refine((incubator) => incubator.title !== null || incubator.startups !== undefined, 'neither title nor startups');

export const ORGANISATION = z.object({
  id: z.string(),
  name: required,
  acronym: text,
  domaine_ministeriel: text,
  type: required,
});

const MISSION = z.object({ start: text, end: text, status: text, startups: list(text) });
/**
 * The ids and names of members only serve to find persons in other rows: the register stores neither. The other keys are personal
 * data: they are not read.
 */
export const MEMBER = z.object({
  id: z.string(),
  fullname: text,
  domaine: required,
  missions: list(MISSION),
  startups: list(text),
  previously: list(text),
});

export type SourcePhase = z.infer<typeof PHASE>;
export type SourceStartup = z.infer<typeof STARTUP>;
export type SourceIncluded = z.infer<typeof INCLUDED>;
export type SourceIncubator = z.infer<typeof INCUBATOR>;
export type SourceOrganisation = z.infer<typeof ORGANISATION>;
export type SourceMember = z.infer<typeof MEMBER>;

export const LIST = z.custom<Rows<unknown>>((value) => Array.isArray(value) || value instanceof StoredRows, {
  error: 'Invalid input: expected array',
});
export const STARTUPS_FILE = z.object({ data: LIST, included: LIST.nullish() });
/** z.record would copy the values and lose a key `__proto__`. */
export const OBJECT = z.custom<object | StoredRows<[string, unknown]>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  {
    error: 'Invalid input: expected object',
  },
);
