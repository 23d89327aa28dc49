import { createError, fail, RegisterError } from '../errors/errors.ts';
import { SETTING_CONFLICT, SETTING_INVALID } from './configErrors.ts';
import { DEPRECATED_SETTINGS, SETTINGS, type Setting } from './settingsTable.ts';

type Table = typeof SETTINGS;
type Value<S> = S extends Setting<infer T> ? T | (S['default'] & null) : never;
type CamelCase<S extends string> = S extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}${Capitalize<CamelCase<Rest>>}`
  : Lowercase<S>;

/** The value of each setting under its name in camel case; null if it is not set and has no default. */
type Values = { readonly [N in keyof Table as CamelCase<N>]: Value<Table[N]> };

/** The settings of this process. */
export interface Settings extends Omit<Values, 'publicUrl' | 'trustedProxies'> {
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  /** A warning for each deprecated setting in the environment. */
  readonly deprecations: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from an environment. An empty variable counts as not set. Fails with SETTING_INVALID, which names the first
 * invalid setting, or with SETTING_CONFLICT.
 */
export function readSettings(environment: Environment): Settings {
  const values = readValues(environment);
  const { port, publicUrl, trustedProxies, costLimit, rateLimit, databaseUrl, databaseReadUrl } = values;
  if (rateLimit > 0 && rateLimit < costLimit) {
    const expected = 'COST_LIMIT or more, or 0';
    fail(SETTING_INVALID, { name: 'RATE_LIMIT', value: String(rateLimit), expected });
  }
  const { contactName, contactEmail, contactUrl } = values;
  if (contactName !== null && contactEmail === null && contactUrl === null) {
    const expected = 'set together with CONTACT_EMAIL or CONTACT_URL';
    fail(SETTING_INVALID, { name: 'CONTACT_NAME', value: contactName, expected });
  }
  if (databaseReadUrl !== null && databaseUrl === null)
    throw invalid('DATABASE_READ_URL', SETTINGS.DATABASE_READ_URL, databaseReadUrl);
  return {
    ...values,
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    trustedProxies: trustedProxies ?? [],
    deprecations: Object.entries(DEPRECATED_SETTINGS)
      .filter(([name]) => environment[name])
      .map(([name, advice]) => `The setting ${name} is deprecated. ${advice}`),
  };
}

/** An error message for each invalid setting of an environment. */
export function settingErrors(environment: Environment): string[] {
  const errors = TABLE.flatMap((entry) => messageOf(() => readOne(entry, environment)));
  return errors.length > 0 ? errors : messageOf(() => readSettings(environment));
}

function messageOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof RegisterError) return [error.message];
    throw error;
  }
}

const TABLE = Object.entries<Setting>(SETTINGS);

function readValues(environment: Environment): Values {
  const values: object = Object.fromEntries(TABLE.map((entry) => [camelCase(entry[0]), readOne(entry, environment)]));
  // `Values` derives from the same table by the same rules.
  return values as Values;
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}

function readOne([name, setting]: [string, Setting], environment: Environment): unknown {
  const { givenName, text } = given(name, setting, environment);
  if (text === null) return null;
  const value = setting.read(text);
  if (value === undefined) throw invalid(givenName, setting, text);
  return value;
}

/** The text of a setting, under its name or its former name; else its default. */
function given(name: string, { formerName, default: standard }: Setting, environment: Environment) {
  const current = environment[name];
  const former = formerName && environment[formerName];
  if (current && former && current !== former) fail(SETTING_CONFLICT, { name, formerName });
  if (former && !current) return { givenName: formerName, text: former };
  return { givenName: name, text: current || standard };
}

function invalid(name: string, { secret, expected }: Setting, text: string): RegisterError {
  return createError(SETTING_INVALID, { name, value: secret ? '…' : text, expected });
}
