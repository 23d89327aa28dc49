import {
  type CommandContext,
  field,
  type InputOf,
  NestedInput,
  optional,
} from '../../../register/commands/defineCommand.ts';
import { checkSlugs, checkText, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import { keysBySlug } from '../../../register/commands/lookups.ts';
import { checkOpenEntity } from '../../entities/commands/findEntity.ts';
import { EntityKind } from '../../entities/EntityKind.ts';
import { Mission } from '../Mission.ts';
import { MissionActionKind } from '../MissionAction.ts';

const missionActionInput = new NestedInput(
  'MissionActionInput',
  'One thing that an entity does under a mission, and for or with whom.',
  {
    kind: field(MissionActionKind, 'What is done.'),
    description: field(String, 'In French; 2,000 characters at most.'),
    beneficiaryKind: optional(EntityKind, 'The kind of entity that it is done for.'),
    partner: optional(String, 'The slug of the entity it is done for or with.'),
    service: optional(String, 'The slug of the service that it is about.'),
  },
);

type ActionInput = InputOf<(typeof missionActionInput)['fields']>;

/** What the commands on missions can write. */
export const missionRecord: EditableRecord = {
  model: Mission,
  table: 'mission',
  fields: {
    entity: {
      type: String,
      column: 'entity_id',
      required: true,
      description: 'The slug of the open entity that is charged with it.',
      updateDescription: 'The slug of the open entity it goes to; never null.',
      check: checkOpenEntity,
    },
    name: {
      type: String,
      required: true,
      description: 'In a few words; 500 characters at most.',
      updateDescription: 'In a few words; never null.',
      check: checkText(500),
    },
    statement: {
      type: String,
      required: true,
      description: 'What the entity is charged with, in French.',
      updateDescription: 'What the entity is charged with; never null.',
      check: checkText(),
    },
    themes: {
      type: [String],
      rows: { table: 'mission_theme', owner: 'mission_id', keys: ['theme_id'], values: ['position'] },
      description: 'Slugs of themes, in order.',
      updateDescription: 'All of them, in order: those not given are taken away.',
      check: checkSlugs('theme'),
    },
    actions: {
      type: [missionActionInput],
      rows: {
        table: 'mission_action',
        owner: 'mission_id',
        keys: ['position'],
        values: ['kind', 'description', 'beneficiary_kind', 'partner_id', 'service_id'],
      },
      description: 'What is done under it, in order.',
      updateDescription: 'All of them, in order: those not given are taken away.',
      async check(ctx, given: readonly ActionInput[]) {
        const { errors } = ctx;
        const actions = errors.list(ctx.path, given);
        const partnerKey = await keysOfOptional(
          ctx,
          'entity',
          actions.map(({ partner }) => partner),
        );
        const serviceKey = await keysOfOptional(
          ctx,
          'service',
          actions.map(({ service }) => service),
        );
        return actions.map(({ kind, description, beneficiaryKind, partner, service }, position) => {
          const path = `${ctx.path}[${position}]`;
          return {
            position,
            kind,
            description: errors.text(`${path}.description`, description, 2_000),
            beneficiary_kind: beneficiaryKind ?? null,
            partner_id: partnerKey(`${path}.partner`, partner),
            service_id: serviceKey(`${path}.service`, service),
          };
        });
      },
    },
  },
};

type OptionalSlug = string | null | undefined;

/** Reads the keys of slugs by one statement; the key of each, with an error if it is unknown. */
async function keysOfOptional(ctx: CommandContext, table: string, slugs: readonly OptionalSlug[]) {
  const keys = await keysBySlug(
    ctx,
    table,
    slugs.flatMap((slug) => slug ?? []),
  );
  return (path: string, slug: OptionalSlug): number | null =>
    slug == null ? null : ctx.errors.found(path, slug, keys.get(slug), table);
}
