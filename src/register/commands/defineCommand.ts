import type { GraphQLScalarType } from 'graphql';
import type { Model } from '../../graphql/relations/columns.ts';
import type { Keyed } from '../../graphql/relations/loaders.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { RegisterContext } from '../registerContext.ts';
import type { TokenRole } from '../roles.ts';
import type { TableWriter } from '../tableWriter.ts';
import type { InputErrors } from './InputErrors.ts';

/** A command: one mutation, which writes one version of the register. */
export interface Command<Input extends object = object> {
  /** The name of the mutation, also in the journal. The input type of `closeService` is named `CloseServiceInput`. */
  readonly name: string;
  readonly role: TokenRole;
  readonly description: string;
  /** The type of the record whose key `execute` returns, or a list of this type. It is a field of the payload. */
  readonly returns: () => Model<Keyed> | [Model<Keyed>];
  /** The name of that field. Default: the name of the type, such as `service`. */
  readonly record?: string;
  /** The fields of the input type. */
  readonly input: InputFields;
  /** Checks the input, then writes. Returns the key of the record, or the keys. */
  execute(ctx: CommandContext, input: Input): Promise<number | readonly number[]>;
}

/** The context of a command, which runs in a transaction of its own. */
export interface CommandContext extends Pick<RegisterContext, 'today' | 'memberSecret'> {
  readonly writer: TableWriter;
  readonly errors: InputErrors;
}

/** Declares a command. `execute` receives the values of `input`. */
export function defineCommand<F extends InputFields>(
  command: Command<InputOf<F>> & { readonly input: F },
): Command<InputOf<F>> {
  return command;
}

export type InputFields = Readonly<Record<string, InputField>>;

/** A field of an input type. An optional field may be absent or null. */
export interface InputField<T extends InputFieldType = InputFieldType, Optional extends boolean = boolean> {
  readonly type: T;
  readonly optional: Optional;
  readonly description: string;
  /** Whether a day must not be in the future. */
  readonly past?: boolean;
  /** The value of an absent field, in the schema. `execute` treats null in the same way. */
  readonly initial?: string;
}

/** The GraphQL type of a field: a scalar, an enum (the codes of a vocabulary), another input type, or a list of one of these. */
export type InputFieldType = InputItemType | readonly [InputItemType];
type InputItemType = StringConstructor | GraphQLScalarType | Readonly<Record<string, string>> | NestedInput;

/** A required field. */
export function field<const T extends InputFieldType>(type: T, description: string): InputField<T, false> {
  return { type, optional: false, description };
}

/** An optional field. */
export function optional<const T extends InputFieldType>(type: T, description: string): InputField<T, true> {
  return { type, optional: true, description };
}

/** The day of a fact of the past, which must not be in the future. Default: today in Paris. */
export function pastDay(description: string): InputField<typeof DateScalar, true> {
  return { type: DateScalar, optional: true, description: `${description} Default: today in Paris.`, past: true };
}

/** An input type that is the type of fields of other input types. */
export class NestedInput<F extends InputFields = InputFields> {
  constructor(
    readonly name: string,
    readonly description: string,
    readonly fields: F,
  ) {}
}

/** The TypeScript type of an input. */
export type InputOf<F extends InputFields> = {
  [K in keyof F as F[K]['optional'] extends false ? K : never]: ValueOf<F[K]['type']>;
} & {
  [K in keyof F as F[K]['optional'] extends false ? never : K]?: ValueOf<F[K]['type']> | null;
};

/** The TypeScript type of the values of a field. */
type ValueOf<T> = T extends readonly [infer Item]
  ? ValueOf<Item>[]
  : T extends StringConstructor
    ? string
    : T extends GraphQLScalarType<infer Value>
      ? Value
      : T extends NestedInput<infer F>
        ? InputOf<F>
        : T[keyof T];
