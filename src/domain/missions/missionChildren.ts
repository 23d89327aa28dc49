import type { Children } from '../../register/children.ts';
import type { InputFaults } from '../../register/InputFaults.ts';
import { keysBySlug, keysOf, listed } from '../../register/slugs.ts';
import type { Values, Writer } from '../../register/writer.ts';
import type { MissionActionInput } from './missionInputs.ts';

/** What a mission is about, as rows. */
export const THEMES: Children = {
  table: 'mission_theme',
  owner: 'mission_id',
  keys: ['theme_id'],
  values: ['position'],
};

/** What is done under a mission, as rows. */
export const ACTIONS: Children = {
  table: 'mission_action',
  owner: 'mission_id',
  keys: ['position'],
  values: ['kind', 'description', 'beneficiary_kind', 'partner_id', 'service_id'],
};

/** The themes to write; faults for those that are unknown, or given twice. */
export async function themesOf(
  writer: Writer,
  faults: InputFaults,
  given: readonly string[] | null | undefined,
): Promise<Values[]> {
  const keys = await keysOf(writer, faults, 'themes', 'theme', given);
  return keys.map((theme_id, position) => ({ theme_id, position }));
}

/** The actions to write; faults for their texts, and for partners and services that are unknown. */
export async function actionsOf(
  writer: Writer,
  faults: InputFaults,
  given: readonly MissionActionInput[] | null | undefined,
): Promise<Values[]> {
  const actions = listed(faults, 'actions', given);
  const keys = {
    entity: await keysBySlug(
      writer,
      'entity',
      actions.flatMap(({ partner }) => partner ?? []),
    ),
    service: await keysBySlug(
      writer,
      'service',
      actions.flatMap(({ service }) => service ?? []),
    ),
  };
  const keyOf = (path: string, kind: 'entity' | 'service', slug: string | null | undefined) =>
    slug == null ? null : faults.known(path, slug, keys[kind].get(slug), kind);
  return actions.map(({ kind, description, beneficiaryKind, partner, service }, position) => {
    const path = `actions[${position}]`;
    return {
      position,
      kind,
      description: faults.text(`${path}.description`, description, 2_000),
      beneficiary_kind: beneficiaryKind ?? null,
      partner_id: keyOf(`${path}.partner`, 'entity', partner),
      service_id: keyOf(`${path}.service`, 'service', service),
    };
  });
}
