import { resolve } from 'node:path';
import { refuse } from './errors.ts';

/** One setting: an environment variable, its default, what it must be, and how it is read. */
interface Setting<T> {
  /** The default, as it would be written in the environment; null when there is none. */
  default: string | null;
  /** What it is for, in a sentence. */
  meaning: string;
  /** Completes « it must be … ». */
  expected: string;
  /** The value, or undefined when the text is none. */
  read(text: string): T | undefined;
  /** Never shown, not even in an error. */
  secret?: true;
}

const setting = <T>(declared: Setting<T>): Setting<T> => declared;

/** THE table of settings. Each comes from the environment and has a default; a wrong one stops the start. */
export const SETTINGS = {
  PORT: setting({
    default: '4000',
    meaning: 'The port that the server listens on; 0 for any free one.',
    expected: 'a whole number from 0 to 65535',
    read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined),
  }),
  HOST: setting({
    default: 'localhost',
    meaning: 'The address that the server listens on; 0.0.0.0 for every one.',
    expected: 'a host name or an IP address',
    read: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  }),
  PUBLIC_URL: setting({
    default: null,
    meaning: 'The address that the public reaches the server at; http://localhost and the port if not set.',
    expected: 'an http or https URL without query',
    read: (text) => webAddress(text)?.replace(/\/+$/, ''),
  }),
  DATABASE_URL: setting({
    default: null,
    meaning: 'The PostgreSQL to use; the embedded database in REGISTRE_DIR if not set.',
    expected: 'a URL such as postgres://user:password@host:5432/registre',
    read: (text) => (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined),
    secret: true,
  }),
  REGISTRE_DIR: setting({
    default: '.registre',
    meaning: 'The directory of the embedded database, and of the secrets that are not set otherwise.',
    expected: 'a path',
    read: path,
  }),
  EXPORTS_DIR: setting({
    default: 'exports',
    meaning: 'The directory that releases are written to and served from.',
    expected: 'a path',
    read: path,
  }),
  MEMBER_SECRET: setting({
    default: null,
    meaning:
      'The secret that member keys are made with; kept in REGISTRE_DIR, and made at the first import, if not set.',
    expected: 'a text of at least 32 characters',
    read: (text) => (text.length >= 32 ? text : undefined),
    secret: true,
  }),
  TOKEN_SECRET: setting({
    default: null,
    meaning: 'The secret that tokens are stored with; kept in REGISTRE_DIR, and made with the first token, if not set.',
    expected: 'a text of at least 32 characters',
    read: (text) => (text.length >= 32 ? text : undefined),
    secret: true,
  }),
  ENVIRONMENT: setting({
    default: 'local',
    meaning: 'The name of this installation, which its tokens bear: those of another are refused.',
    expected: '1 to 10 lower case letters and digits, such as prod',
    read: (text) => (/^[a-z0-9]{1,10}$/.test(text) ? text : undefined),
  }),
  DOCUMENTS: setting({
    default: 'open',
    meaning: 'Which documents are answered: any (open), or those of DOCUMENTS_FILE only (trusted).',
    expected: 'open or trusted',
    read: (text) => (text === 'open' || text === 'trusted' ? text : undefined),
  }),
  DOCUMENTS_FILE: setting({
    default: null,
    meaning: 'The list of documents to trust, as a client’s build writes it: a JSON object of texts by their SHA-256.',
    expected: 'a path',
    read: path,
  }),
  DATAGOUV_URL: setting({
    default: 'https://demo.data.gouv.fr',
    meaning: 'The data.gouv.fr to publish to: the demonstration site unless said otherwise.',
    expected: 'an http or https URL without query',
    read: (text) => webAddress(text)?.replace(/\/+$/, ''),
  }),
  DATAGOUV_API_KEY: setting({
    default: null,
    meaning: 'The key of the account that publishes.',
    expected: 'the key as the site gives it, without blanks',
    read: (text) => (/^[\x21-\x7e]{8,2000}$/.test(text) ? text : undefined),
    secret: true,
  }),
  DATAGOUV_ORGANIZATION: setting({
    default: null,
    meaning: 'The organisation to publish for: its identifier on the site.',
    expected: 'the identifier of an organisation',
    read: (text) => (/^[\w-]{1,200}$/.test(text) ? text : undefined),
  }),
  LOG_LEVEL: setting({
    default: 'warn',
    meaning: 'How much the server logs: fatal, error, warn, info, debug or silent.',
    expected: 'fatal, error, warn, info, debug or silent',
    read: (text) => (/^(fatal|error|warn|info|debug|silent)$/.test(text) ? text : undefined),
  }),
} as const;

type Name = keyof typeof SETTINGS;
type Value<N extends Name> = (typeof SETTINGS)[N] extends Setting<infer T> ? T : never;

/** The settings in use; null for those that are not set and have no default. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly registreDir: string;
  readonly exportsDir: string;
  readonly memberSecret: string | null;
  readonly tokenSecret: string | null;
  readonly environment: string;
  readonly documents: 'open' | 'trusted';
  readonly documentsFile: string | null;
  readonly datagouvUrl: string;
  readonly datagouvApiKey: string | null;
  readonly datagouvOrganization: string | null;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings from an environment; SETTING_INVALID names the first that is wrong. An empty one is not set. */
export function readSettings(environment: Environment): Settings {
  const port = required('PORT', environment);
  return {
    port,
    host: required('HOST', environment),
    publicUrl: optional('PUBLIC_URL', environment) ?? `http://localhost:${port}`,
    databaseUrl: optional('DATABASE_URL', environment),
    registreDir: required('REGISTRE_DIR', environment),
    exportsDir: required('EXPORTS_DIR', environment),
    memberSecret: optional('MEMBER_SECRET', environment),
    tokenSecret: optional('TOKEN_SECRET', environment),
    environment: required('ENVIRONMENT', environment),
    documents: required('DOCUMENTS', environment),
    documentsFile: optional('DOCUMENTS_FILE', environment),
    datagouvUrl: required('DATAGOUV_URL', environment),
    datagouvApiKey: optional('DATAGOUV_API_KEY', environment),
    datagouvOrganization: optional('DATAGOUV_ORGANIZATION', environment),
    logLevel: required('LOG_LEVEL', environment),
  };
}

function required<N extends Name>(name: N, environment: Environment): Value<N> {
  const value = optional(name, environment);
  if (value === null) throw new Error(`${name} has no default`);
  return value;
}

function optional<N extends Name>(name: N, environment: Environment): Value<N> | null {
  const declared: Setting<unknown> = SETTINGS[name];
  const text = environment[name] || declared.default;
  if (text === null) return null;
  const value = SETTINGS[name].read(text);
  if (value === undefined)
    refuse('SETTING_INVALID', { name, value: declared.secret ? '…' : text, expected: declared.expected });
  return value as Value<N>;
}

function path(text: string): string | undefined {
  return text.includes('\0') ? undefined : resolve(text);
}

function webAddress(text: string): string | undefined {
  if (!/^https?:\/\/[^\s?#]+$/.test(text) || !URL.canParse(text)) return undefined;
  return text;
}
