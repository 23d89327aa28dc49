/** The columns of the primary key of every table that has a history. */
export const TRACKED_TABLES = {
  agreement: ['id'],
  entity: ['id'],
  entity_former_slug: ['slug'],
  entity_identifier: ['entity_id', 'scheme', 'value'],
  entity_succession: ['id'],
  former_parent: ['entity_id', 'ended_on'],
  import_finding: ['id'],
  import_source: ['id'],
  membership: ['id'],
  method_role: ['role'],
  method_step: ['kind', 'position'],
  mission: ['id'],
  mission_action: ['mission_id', 'position'],
  mission_theme: ['mission_id', 'theme_id'],
  objective: ['id'],
  pain_point: ['id'],
  phase: ['id'],
  public_contract: ['id'],
  rebilling: ['id'],
  satisfaction_survey: ['id'],
  scale_plan: ['id'],
  service: ['id'],
  service_former_slug: ['slug'],
  service_startup: ['service_id', 'startup_id'],
  source_word: ['id'],
  startup: ['id'],
  startup_event: ['startup_id', 'position'],
  startup_former_slug: ['slug'],
  startup_incubator: ['startup_id', 'entity_id'],
  startup_link: ['startup_id', 'kind', 'position'],
  startup_sponsor: ['startup_id', 'entity_id'],
  theme: ['id'],
} as const satisfies Record<string, readonly string[]>;

export type TrackedTable = keyof typeof TRACKED_TABLES;

/** The tables whose rows can change their slug. Their former slugs are in the table `<table>_former_slug`. */
export type RenamedTable = {
  [T in TrackedTable]: T extends `${infer Renamed}_former_slug` ? Renamed : never;
}[TrackedTable];

export function isRenamed(table: string): table is RenamedTable {
  return `${table}_former_slug` in TRACKED_TABLES;
}

export const trackedTableNames = Object.keys(TRACKED_TABLES).filter(
  (name): name is TrackedTable => name in TRACKED_TABLES,
);
