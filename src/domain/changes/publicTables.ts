import { inSentence } from '../../graphql/labels.ts';
import type { Noun } from '../../graphql/properties/declarations.ts';
import { feminine, masculine, propertiesOf, propertyOf, tableTypeOf } from '../../graphql/properties/declarations.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { columnsOf, tableOf } from '../../graphql/relations/columns.ts';
import type { TrackedTable } from '../../register/journal/trackedTables.ts';
import { TRACKED_TABLES } from '../../register/journal/trackedTables.ts';
import { Agreement } from '../agreements/Agreement.ts';
import { PainPoint } from '../agreements/PainPoint.ts';
import { Rebilling } from '../agreements/Rebilling.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityIdentifier } from '../entities/EntityIdentifier.ts';
import { EntitySuccession } from '../entities/EntitySuccession.ts';
import { FormerParent } from '../entities/FormerParent.ts';
import { Objective } from '../incubation/Objective.ts';
import { ScalePlan } from '../incubation/ScalePlan.ts';
import { Mission } from '../missions/Mission.ts';
import { MissionAction } from '../missions/MissionAction.ts';
import { SatisfactionSurvey } from '../services/SatisfactionSurvey.ts';
import { Service } from '../services/Service.ts';
import { Link } from '../startups/Link.ts';
import { Phase } from '../startups/Phase.ts';
import { Startup } from '../startups/Startup.ts';
import { StartupEvent } from '../startups/StartupEvent.ts';
import { Theme } from '../themes/Theme.ts';

/** A table whose changes are public. */
export interface PublicTable extends Noun {
  /** The table of the node that a row belongs to, and the column of its key. */
  readonly subject: readonly [table: string, key: string];
  /** Its public fields, by their names in the GraphQL schema. Other columns are private. */
  readonly fields: Readonly<Record<string, PublicField>>;
}

/** A public column. */
export interface PublicField {
  readonly column: string;
  /** Its French label, as inside a sentence. */
  readonly word: string;
  /** The table that a reference leads to: the slug or the global id of its row is shown instead of the key. */
  readonly references?: string;
  /** The French label of each code of an enum. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The classes in the change feed. Members of teams and authors of changes are private. */
const CLASSES: readonly Model[] = [
  ...[
    Agreement,
    Entity,
    EntityIdentifier,
    EntitySuccession,
    FormerParent,
    Link,
    Mission,
    MissionAction,
    Objective,
    PainPoint,
  ],
  ...[Phase, Rebilling, SatisfactionSurvey, ScalePlan, Service, Startup, StartupEvent, Theme],
];

/** The content of the change feed, by table: the properties with a label, and these join tables. */
export const PUBLIC_TABLES: ReadonlyMap<string, PublicTable> = new Map<TrackedTable, PublicTable>([
  ...CLASSES.map(publicTableOf),
  joinTable('mission_theme', feminine('thématique'), Mission, { theme: [Theme, 'theme_id', 'thématique'] }),
  formerSlugTable('entity_former_slug', Entity),
  formerSlugTable('service_former_slug', Service),
  formerSlugTable('startup_former_slug', Startup),
  joinTable('service_startup', feminine('startup d’origine'), Service, { startup: [Startup, 'startup_id', 'startup'] }),
  joinTable('startup_incubator', masculine('incubateur'), Startup, { incubator: [Entity, 'entity_id', 'incubateur'] }),
  joinTable('startup_sponsor', feminine('administration porteuse'), Startup, {
    sponsor: [Entity, 'entity_id', 'administration'],
  }),
]);

/** Whether the rows of a table have a slug. */
export function hasSlug(table: string): boolean {
  return WITH_SLUG.has(table);
}

const WITH_SLUG = new Set(
  CLASSES.filter((model) => columnsOf(model).some(({ name }) => name === 'slug')).map((model) => tableOf(model)),
);

function publicTableOf(model: Model): [TrackedTable, PublicTable] {
  const { table, noun, subject } = tableTypeOf(model);
  if (!isTracked(table) || !noun) throw new Error(`${model.name} needs a label, a gender and a tracked table`);
  const owner = subject === undefined ? null : propertyOf(model, subject);
  const shown = propertiesOf(model).flatMap(({ name, label, changeFeed, column, references, vocabulary }) => {
    if (label === undefined || changeFeed === false) return [];
    return [[name, { word: inSentence(label), column, references: references?.(), labels: vocabulary?.labels }]];
  });
  return [
    table,
    {
      ...noun,
      subject: owner ? [owner.references?.() ?? '', owner.column] : [table, 'id'],
      fields: Object.fromEntries(shown),
    },
  ];
}

function joinTable(
  table: TrackedTable,
  noun: Noun,
  owner: Model,
  to: Readonly<Record<string, readonly [target: Model, column: string, word: string]>>,
): [TrackedTable, PublicTable] {
  const fields = Object.entries(to).map(([name, [target, column, word]]) => {
    const field: PublicField = { column, word, references: tableOf(target) };
    return [name, field] as const;
  });
  // The position has a meaning: a startup began in its first incubator.
  const position = { column: 'position', word: 'rang' };
  return [
    table,
    { ...noun, subject: [tableOf(owner), `${tableOf(owner)}_id`], fields: { ...Object.fromEntries(fields), position } },
  ];
}

function formerSlugTable(table: TrackedTable, owner: Model): [TrackedTable, PublicTable] {
  const subject = [tableOf(owner), `${tableOf(owner)}_id`] as const;
  return [
    table,
    {
      ...masculine('ancien identifiant'),
      subject,
      fields: {
        slug: { column: 'slug', word: 'identifiant' },
        replacedOn: { column: 'replaced_on', word: 'date de remplacement' },
      },
    },
  ];
}

function isTracked(table: string): table is TrackedTable {
  return table in TRACKED_TABLES;
}
