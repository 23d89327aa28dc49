import { z } from 'zod';

// The shapes of the beta.gouv.fr API v2.7: tolerant of keys that it adds and of its three ways of writing nothing
// (absent, "", null), strict on what tells one kind of row from another.

/** What both ways of writing the API give for a text: a string (often empty), null, nothing, at times a YAML number. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const text = scalar.optional().transform((value) => (value === null || value === undefined ? null : String(value)));
/** A text whose key is always there: without it, the row is one of another kind. */
const given = scalar.transform((value) => (value === null ? null : String(value)));

function list<S extends z.ZodType>(item: S) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

const PHASE = z.object({ name: text, start: text, end: text, comment: text });
const EVENT = z.object({ name: text, date: text, comment: text });
const REFERENCE = z.object({ id: z.string() });

export const STARTUP = z.object({
  id: z.string(),
  attributes: z.object({
    name: given,
    pitch: given,
    contact: text,
    link: text,
    repository: text,
    stats_url: text,
    budget_url: text,
    impact_url: text,
    dashlord_url: text,
    analyse_risques_url: text,
    accessibility_status: text,
    phases: z.array(PHASE),
    events: list(EVENT),
    sponsors: list(text),
    thematiques: list(text),
    technos: list(text),
  }),
  relationships: z
    .object({
      incubator: z.object({ data: REFERENCE.nullish() }).nullish(),
      incubators: z.object({ data: list(REFERENCE) }).nullish(),
    })
    .nullish(),
});

export const INCLUDED = z.object({
  id: z.string(),
  attributes: z.object({ title: given, owner: text, website: text, contact: text }),
});

/** Either it tells of itself, or (hidden) it has startups. */
export const INCUBATOR = z
  .object({
    title: text,
    owner: text,
    website: text,
    contact: text,
    startups: list(z.object({ id: z.string(), phases: list(PHASE) })).optional(),
  })
  .refine((incubator) => incubator.title !== null || incubator.startups !== undefined, 'neither title nor startups');

export const ORGANISATION = z.object({
  id: z.string(),
  name: given,
  acronym: text,
  domaine_ministeriel: text,
  type: given,
});

const MISSION = z.object({ start: text, end: text, status: text, startups: list(text) });
/** Nothing else of a member is even read. */
export const MEMBER = z.object({
  id: z.string(),
  domaine: given,
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

export const STARTUPS_FILE = z.object({ data: z.array(z.unknown()), included: z.array(z.unknown()).nullish() });
export const LIST = z.array(z.unknown());
/** Not z.record: it would copy the values, and lose a key `__proto__`. */
export const OBJECT = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  {
    error: 'Invalid input: expected object',
  },
);
