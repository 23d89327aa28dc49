import { Arg, Ctx, Extensions, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { clearLoaders, loadByKey, requireRow } from '../../graphql/relations/loaders.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { capitalized } from '../../values/text.ts';
import { change } from '../change.ts';
import type { RegisterContext } from '../registerContext.ts';
import { UNAUTHENTICATED } from '../registerErrors.ts';
import { rethrowConstraintError } from '../rethrowConstraintError.ts';
import { requiresRole } from '../roles.ts';
import { tableWriter } from '../tableWriter.ts';
import { type Command, type InputFields, type InputFieldType, NestedInput } from './defineCommand.ts';
import { InputErrors } from './InputErrors.ts';
import { modelOf, payloadOf, recordName } from './payload.ts';

/** Creates the type-graphql resolver classes of commands: one with a mutation per command, in their order, and those of payloads. */
export function commandResolvers(commands: readonly Command[]): readonly Model[] {
  const resolver = class {};
  Resolver()(resolver);
  const nested = new Map<NestedInput, object>();
  return [resolver, ...commands.map((command) => addMutation(resolver.prototype, command, nested))];
}

/** Adds the mutation of a command. Returns the resolver class of its payload. */
function addMutation(prototype: object, command: Command, nested: Map<NestedInput, object>): Model {
  const { name, role, description, input } = command;
  const payload = payloadOf(command);
  const inputName = `${capitalized(name)}Input`;
  const type = inputClass(inputName, { description: `The input of \`${name}\`.`, fields: input }, nested);
  const method = { value: (given: object, request: RegisterContext) => run(request, command, given) };
  Object.defineProperty(prototype, name, method);
  Extensions(requiresRole(role))(prototype, name, method);
  Mutation(() => payload.type, { description })(prototype, name, method);
  Arg('input', () => type, { description: `Parameters for \`${name}\`.` })(prototype, name, 0);
  Ctx()(prototype, name, 1);
  return payload.resolver;
}

/** Creates the class of an input type for type-graphql. Its fields keep their order. */
function inputClass(
  name: string,
  { description, fields }: { description: string; fields: InputFields },
  nested: Map<NestedInput, object>,
): object {
  const type = class {};
  InputType(name, { description })(type);
  for (const [property, { type: fieldType, optional, description, initial }] of Object.entries(fields)) {
    const graphqlType = graphqlTypeOf(fieldType, nested);
    Field(() => graphqlType, { nullable: optional, defaultValue: initial, description })(type.prototype, property);
  }
  return type;
}

function graphqlTypeOf(type: InputFieldType, nested: Map<NestedInput, object>): object | object[] {
  if (Array.isArray(type)) return type.map((item: InputFieldType) => graphqlTypeOf(item, nested));
  if (!(type instanceof NestedInput)) return type;
  const created = nested.get(type) ?? inputClass(type.name, type, nested);
  nested.set(type, created);
  return created;
}

/**
 * Executes a command in one transaction, which makes one version with one journal entry, or writes nothing. The role was
 * checked before (`requiresRole`).
 */
async function run(request: RegisterContext, command: Command, input: object): Promise<object> {
  const { actor, dataSource, today, memberSecret } = request;
  const { name, execute } = command;
  if (!actor) fail(UNAUTHENTICATED, { problem: `${name} requires a token` });
  // Rows that the request has read are outdated after the change. The embedded database has a single session, which an open
  // read transaction would block.
  await request.transaction.end();
  clearLoaders(request);
  const errors = new InputErrors();
  checkDays(errors, today, command.input, input, '');
  const { result, version } = await change(dataSource, { actor: actor.name, command: name }, async (client) => {
    const result = await execute({ writer: tableWriter(client), errors, today, memberSecret }, input);
    return { wrote: true, result };
  }).catch(rethrowConstraintError);
  request.committed.version = version;
  const load = (key: number) => requireRow(loadByKey(request, modelOf(command), key));
  const record = await (typeof result === 'number' ? load(result) : Promise.all(result.map(load)));
  // With the key of the record, the payload is the parent of further relations of the record.
  return { [recordName(command)]: record, registerVersion: version, key: result };
}

/** Checks each day of an input: the commands then check only what depends on the register. */
function checkDays(errors: InputErrors, today: string, fields: InputFields, input: object, parent: string): void {
  for (const [name, { type, past = false }] of Object.entries(fields)) {
    const given: unknown = Reflect.get(input, name);
    const path = `${parent}${name}`;
    const [item] = [type].flat();
    if (type === DateScalar && typeof given === 'string') errors.day(path, given, past ? today : null);
    if (!(item instanceof NestedInput) || given == null) continue;
    for (const [at, each] of [given].flat().entries()) {
      const index = Array.isArray(given) ? `[${at}]` : '';
      checkDays(errors, today, item.fields, Object(each), `${path}${index}.`);
    }
  }
}
