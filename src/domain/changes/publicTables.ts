import type { TrackedTable } from '../../register/journal/trackedTables.ts';

/** What changes are about: the tables of the nodes of the graph. */
export type SubjectTable = 'agreement' | 'entity' | 'mission' | 'pain_point' | 'service' | 'startup' | 'theme';

/** A table whose changes anyone may see. */
export interface PublicTable {
  /** What a row belongs to, and the column that says which. */
  readonly subject: readonly [table: SubjectTable, key: string];
  /** What is shown of it, under the names of the graph. Nothing else of the table is. */
  readonly fields: Readonly<Record<string, Shown>>;
}

/** A column as it is, or the slug or global id of the row that it leads to. */
export type Shown = string | { readonly leadsTo: SubjectTable; readonly by: string };

/** Where a row stands among those of its subject: the first incubator, say, is the one that a startup began in. */
const position = 'position';

function to(leadsTo: SubjectTable, by: string): Shown {
  return { leadsTo, by };
}

/** THE list of what the public feed of changes shows. Who belongs to a team, and who wrote, is not in it. */
export const PUBLIC_TABLES: Readonly<Partial<Record<TrackedTable, PublicTable>>> = {
  agreement: {
    subject: ['agreement', 'id'],
    fields: {
      administration: to('entity', 'administration_id'),
      startup: to('startup', 'startup_id'),
      signedOn: 'signed_on',
      endsOn: 'ends_on',
      costCents: 'cost_cents',
      rebilledShare: 'rebilled_share',
    },
  },
  entity: {
    subject: ['entity', 'id'],
    fields: {
      slug: 'slug',
      name: 'name',
      acronym: 'acronym',
      kind: 'kind',
      ministryDomain: 'ministry_domain',
      website: 'website',
      contact: 'contact',
      parent: to('entity', 'parent_id'),
      closedOn: 'closed_on',
    },
  },
  entity_identifier: { subject: ['entity', 'entity_id'], fields: { scheme: 'scheme', value: 'value' } },
  entity_succession: {
    subject: ['entity', 'predecessor_id'],
    fields: {
      kind: 'kind',
      predecessor: to('entity', 'predecessor_id'),
      successor: to('entity', 'successor_id'),
      effectiveOn: 'effective_on',
      legalSource: 'legal_source',
      legalUrl: 'legal_url',
    },
  },
  mission: {
    subject: ['mission', 'id'],
    fields: {
      slug: 'slug',
      entity: to('entity', 'entity_id'),
      name: 'name',
      statement: 'statement',
      closedOn: 'closed_on',
    },
  },
  mission_action: {
    subject: ['mission', 'mission_id'],
    fields: {
      kind: 'kind',
      description: 'description',
      beneficiaryKind: 'beneficiary_kind',
      partner: to('entity', 'partner_id'),
      service: to('service', 'service_id'),
    },
  },
  mission_theme: { subject: ['mission', 'mission_id'], fields: { theme: to('theme', 'theme_id'), position } },
  objective: { subject: ['startup', 'startup_id'], fields: { statement: 'statement', on: 'recorded_on' } },
  pain_point: {
    subject: ['pain_point', 'id'],
    fields: {
      administration: to('entity', 'administration_id'),
      startup: to('startup', 'startup_id'),
      agreement: to('agreement', 'agreement_id'),
      statement: 'statement',
      raisedOn: 'raised_on',
    },
  },
  phase: {
    subject: ['startup', 'startup_id'],
    fields: { name: 'name', startedOn: 'started_on', endedOn: 'ended_on', comment: 'comment' },
  },
  rebilling: { subject: ['agreement', 'agreement_id'], fields: { billedOn: 'billed_on', amountCents: 'amount_cents' } },
  satisfaction_survey: {
    subject: ['service', 'service_id'],
    fields: { on: 'surveyed_on', respondents: 'respondents', score: 'score', comment: 'comment' },
  },
  scale_plan: { subject: ['startup', 'startup_id'], fields: { statement: 'statement', on: 'proposed_on' } },
  service: {
    subject: ['service', 'id'],
    fields: {
      slug: 'slug',
      name: 'name',
      description: 'description',
      url: 'url',
      status: 'status',
      operator: to('entity', 'operator_id'),
      closedOn: 'closed_on',
    },
  },
  service_startup: { subject: ['service', 'service_id'], fields: { startup: to('startup', 'startup_id'), position } },
  startup: {
    subject: ['startup', 'id'],
    fields: {
      slug: 'slug',
      name: 'name',
      pitch: 'pitch',
      contact: 'contact',
      accessibility: 'accessibility',
      topics: 'topics',
      technologies: 'technologies',
      decision: 'decision',
      decidedOn: 'decided_on',
    },
  },
  startup_event: {
    subject: ['startup', 'startup_id'],
    fields: { kind: 'kind', on: 'occurred_on', comment: 'comment' },
  },
  startup_incubator: {
    subject: ['startup', 'startup_id'],
    fields: { incubator: to('entity', 'entity_id'), position },
  },
  startup_link: { subject: ['startup', 'startup_id'], fields: { kind: 'kind', url: 'url' } },
  startup_sponsor: { subject: ['startup', 'startup_id'], fields: { sponsor: to('entity', 'entity_id'), position } },
  theme: { subject: ['theme', 'id'], fields: { slug: 'slug', name: 'name' } },
};
