import {
  type CommandContext,
  field,
  type InputOf,
  NestedInput,
  optional,
} from '../../../register/commands/defineCommand.ts';
import { checkName, checkSlugs, checkText, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import { keysBySlug } from '../../../register/commands/lookups.ts';
import { TEXT } from '../../../values/acceptance/texts.ts';
import { checkOpenEntity } from '../../entities/commands/findEntity.ts';
import { EntityKind } from '../../entities/EntityKind.ts';
import { Mission } from '../Mission.ts';
import { MissionActionKind } from '../MissionAction.ts';

const missionActionInput = new NestedInput('MissionActionInput', 'An action of an entity under a mission.', {
  kind: field(MissionActionKind, 'The kind of action.'),
  description: field(String, 'The description of the action, in French, at most 2,000 characters.'),
  beneficiaryKind: optional(EntityKind, 'The kind of entity that benefits from the action.'),
  partner: optional(String, 'The slug of the entity that benefits from the action or takes part in it.'),
  service: optional(String, 'The slug of the service that the action is about.'),
});

type ActionInput = InputOf<(typeof missionActionInput)['fields']>;

/** The fields that the commands on missions write. */
export const missionRecord: EditableRecord = {
  model: Mission,
  table: 'mission',
  fields: {
    entity: {
      type: String,
      column: 'entity_id',
      required: true,
      description: 'The slug of the open entity in charge of the mission.',
      updateDescription: 'The slug of the open entity that takes charge of the mission. Null is not allowed.',
      check: checkOpenEntity,
    },
    name: {
      type: String,
      required: true,
      description: 'The short name, at most 500 characters.',
      updateDescription: 'The short name, at most 500 characters. Null is not allowed.',
      check: checkName,
    },
    statement: {
      type: String,
      required: true,
      description: 'The statement of the mission, in French, at most 10,000 characters.',
      updateDescription: 'The statement of the mission, in French, at most 10,000 characters. Null is not allowed.',
      check: checkText,
    },
    themes: {
      type: [String],
      rows: { table: 'mission_theme', owner: 'mission_id', keys: ['theme_id'], values: ['position'] },
      description: 'The slugs of the themes, in order.',
      updateDescription: 'The slugs of all themes, in order. Themes that are left out are removed.',
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
      description: 'The actions under the mission, in order.',
      updateDescription: 'All actions under the mission, in order. Actions that are left out are removed.',
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
            description: errors.text(`${path}.description`, description, { ...TEXT, maximum: 2_000 }),
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

/** Reads the keys of slugs by one statement. Returns a function that gives the key of a slug, or adds an error. */
async function keysOfOptional(ctx: CommandContext, table: string, slugs: readonly OptionalSlug[]) {
  const keys = await keysBySlug(
    ctx,
    table,
    slugs.flatMap((slug) => slug ?? []),
  );
  return (path: string, slug: OptionalSlug): number | null =>
    slug == null ? null : ctx.errors.found(path, slug, keys.get(slug), table);
}
