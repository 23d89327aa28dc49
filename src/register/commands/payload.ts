import { Int, ObjectType } from 'type-graphql';
import { defineFields, type FieldDeclaration } from '../../graphql/fields/defineFields.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { capitalized, uncapitalized } from '../../values/text.ts';
import type { Command } from './defineCommand.ts';

/** The additional fields of the payloads of all commands that return a record of a class. */
export interface PayloadExtension {
  /** A sentence that is added to the description of the record. */
  readonly note: string;
  /** Further fields. The record is the parent of their relations. */
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
}

const extensions = new Map<Model, PayloadExtension>();

/** Extends the payloads of all commands that return a record of a class. */
export function extendPayloads(model: Model, extension: PayloadExtension): void {
  extensions.set(model, extension);
}

/** A payload: its GraphQL type, such as `CloseServicePayload`, and the resolver class of its fields. */
interface Payload {
  readonly type: Model;
  readonly resolver: Model;
}

/** Makes the payload of a command: the record, the version of the register, and the fields of {@link extendPayloads}. */
export function payloadOf(command: Command): Payload {
  const { name, returns } = command;
  @NotInOpenData('A result of a mutation: the next release has the changed rows.')
  class CommandPayload {}
  ObjectType(`${capitalized(name)}Payload`, { description: `The result of \`${name}\`.` })(CommandPayload);
  const { note = '', fields = {} } = extensions.get(modelOf(command)) ?? {};
  const words = recordName(command).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const description = `The ${words} after the change. ${note}`.trim();
  LabeledField(returns, { label: 'Résultat', description })(CommandPayload.prototype, recordName(command));
  LabeledField(() => Int, {
    label: 'Version du registre',
    description: 'The version of the register that the mutation made.',
  })(CommandPayload.prototype, 'registerVersion');
  return { type: CommandPayload, resolver: defineFields(CommandPayload, fields) };
}

/** The class of the records that a command returns. */
export function modelOf({ returns }: Command) {
  const returned = returns();
  return Array.isArray(returned) ? returned[0] : returned;
}

/** The name of the field of the payload with the record or the records. */
export function recordName(command: Command): string {
  const { name } = modelOf(command);
  return command.record ?? uncapitalized(name);
}
