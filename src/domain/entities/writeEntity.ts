import { fail } from '../../errors/errors.ts';
import { mailbox, webAddress } from '../../register/addresses.ts';
import { differenceOf, differs, writeDifference } from '../../register/children.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault, requireVersion } from '../../register/lock.ts';
import { changesOf, clearable, required } from '../../register/patch.ts';
import { ENTITY_LOOP } from '../../register/registerErrors.ts';
import { newSlug } from '../../register/slugs.ts';
import type { Values, Writer } from '../../register/writer.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import type { CreateEntityInput, UpdateEntityInput } from './entityInputs.ts';
import { knownEntity, openEntity } from './entityRows.ts';
import { IDENTIFIERS, identifiersOf } from './identifiers.ts';

/** Creates an entity; its key. */
export async function createEntity(writer: Writer, input: CreateEntityInput): Promise<number> {
  const faults = new InputFaults();
  const values = {
    slug: await newSlug(writer, faults, 'entity', input.slug),
    ...(await valuesOf(writer, faults, input, null)),
  };
  const identifiers = await identifiersOf(writer, faults, input.identifiers, null);
  faults.refuseIfAny();
  const key = await writer.insert('entity', values);
  await writeDifference(writer, IDENTIFIERS, key, { gone: [], come: identifiers });
  return key;
}

/** Changes an entity, or moves it in the tree; its key. */
export async function updateEntity(writer: Writer, input: UpdateEntityInput): Promise<number> {
  const faults = new InputFaults();
  const found = await knownEntity(writer, faults, 'entity', input.entity);
  const values = await valuesOf(writer, faults, input, found?.parent_id ?? null);
  const identifiers = await identifiersOf(writer, faults, input.identifiers, found?.id ?? null);
  const row = foundWithoutFault(faults, found);
  requireVersion(`entity ${row.slug}`, input.version, row.version);
  // The tree refuses the longer loops itself, at the end of the change.
  if (values.parent_id === row.id) fail(ENTITY_LOOP);
  const changes = changesOf({ ...row }, values);
  const difference = await differenceOf(
    writer,
    IDENTIFIERS,
    row.id,
    input.identifiers === undefined ? null : identifiers,
  );
  if (Object.keys(changes).length === 0 && !differs(difference)) {
    fail(ALREADY_DONE, { what: `entity ${row.slug} is so` });
  }
  await writer.update('entity', row.id, { ...changes, updated_at: new Date() });
  await writeDifference(writer, IDENTIFIERS, row.id, difference);
  return row.id;
}

/** The values of an input, by column; undefined for what it leaves out. */
async function valuesOf(
  writer: Writer,
  faults: InputFaults,
  input: Omit<CreateEntityInput, 'slug' | 'name' | 'kind'> & Pick<UpdateEntityInput, 'name' | 'kind'>,
  heldParent: number | null,
): Promise<Values> {
  const text = (path: 'acronym' | 'ministryDomain') => clearable(input[path], (given) => faults.text(path, given, 500));
  return {
    name: required(faults, 'name', input.name, (given) => faults.text('name', given, 500)),
    acronym: text('acronym'),
    kind: required(faults, 'kind', input.kind, (given) => given),
    ministry_domain: text('ministryDomain'),
    website: clearable(input.website, (given) => webAddress(faults, 'website', given)),
    contact: clearable(input.contact, (given) => mailbox(faults, 'contact', given)),
    parent_id: await clearable(input.parent, (given) => openEntity(writer, faults, 'parent', given, heldParent)),
  };
}
