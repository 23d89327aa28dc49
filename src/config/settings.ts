import { Refusal, refusalOf, refuse } from '../errors/errors.ts';
import { DEPRECATED_SETTINGS, SETTINGS, type Setting } from './settingsTable.ts';

/** The settings in use; null for those that are not set and have no default. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly databaseReadUrl: string | null;
  /** In seconds. */
  readonly queryTimeout: number;
  readonly registreDir: string;
  readonly exportsDir: string;
  readonly exportsBucketUrl: string | null;
  readonly exportsBucketRegion: string;
  readonly exportsPublicUrl: string | null;
  readonly awsAccessKeyId: string | null;
  readonly awsSecretAccessKey: string | null;
  readonly memberSecret: string | null;
  readonly tokenSecret: string | null;
  readonly environment: string;
  readonly documents: 'open' | 'trusted';
  readonly documentsFile: string | null;
  readonly datagouvUrl: string;
  readonly datagouvApiKey: string | null;
  readonly datagouvOrganization: string | null;
  readonly costLimit: number;
  readonly rateLimit: number;
  /** Null to count the rate limit in memory. */
  readonly rateLimitRedisUrl: string | null;
  readonly answersMemory: number;
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
  readonly metricsToken: string | null;
  readonly drainSeconds: number;
  /** Where traces are sent; null for nowhere. */
  readonly tracesUrl: string | null;
  readonly tracesHeaders: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly tracesRatio: number;
  /** A warning for each deprecated setting in the environment. */
  readonly deprecations: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings from an environment; SETTING_INVALID names the first that is wrong. An empty one is not set. */
export function readSettings(environment: Environment): Settings {
  const port = required('PORT', environment);
  const collector = optional('OTEL_EXPORTER_OTLP_ENDPOINT', environment);
  const costLimit = required('COST_LIMIT', environment);
  const rateLimit = required('RATE_LIMIT', environment);
  if (rateLimit > 0 && rateLimit < costLimit) {
    refuse('SETTING_INVALID', { name: 'RATE_LIMIT', value: String(rateLimit), expected: 'COST_LIMIT or more, or 0' });
  }
  const databaseUrl = optional('DATABASE_URL', environment);
  const databaseReadUrl = optional('DATABASE_READ_URL', environment);
  if (databaseReadUrl !== null && databaseUrl === null) {
    const { expected } = SETTINGS.DATABASE_READ_URL;
    refuse('SETTING_INVALID', { name: 'DATABASE_READ_URL', value: '…', expected });
  }
  return {
    port,
    host: required('HOST', environment),
    publicUrl: optional('PUBLIC_URL', environment) ?? `http://localhost:${port}`,
    databaseUrl,
    databaseReadUrl,
    queryTimeout: required('QUERY_TIMEOUT', environment),
    registreDir: required('REGISTRE_DIR', environment),
    exportsDir: required('EXPORTS_DIR', environment),
    exportsBucketUrl: optional('EXPORTS_BUCKET_URL', environment),
    exportsBucketRegion: required('EXPORTS_BUCKET_REGION', environment),
    exportsPublicUrl: optional('EXPORTS_PUBLIC_URL', environment),
    awsAccessKeyId: optional('AWS_ACCESS_KEY_ID', environment),
    awsSecretAccessKey: optional('AWS_SECRET_ACCESS_KEY', environment),
    memberSecret: optional('MEMBER_SECRET', environment),
    tokenSecret: optional('TOKEN_SECRET', environment),
    environment: required('ENVIRONMENT', environment),
    documents: required('DOCUMENTS', environment),
    documentsFile: optional('DOCUMENTS_FILE', environment),
    datagouvUrl: required('DATAGOUV_URL', environment),
    datagouvApiKey: optional('DATAGOUV_API_KEY', environment),
    datagouvOrganization: optional('DATAGOUV_ORGANIZATION', environment),
    costLimit,
    rateLimit,
    rateLimitRedisUrl: optional('RATE_LIMIT_REDIS_URL', environment),
    answersMemory: required('ANSWERS_MEMORY', environment),
    trustedProxies: optional('TRUSTED_PROXIES', environment) ?? [],
    logLevel: required('LOG_LEVEL', environment),
    metricsToken: optional('METRICS_TOKEN', environment),
    drainSeconds: required('DRAIN_SECONDS', environment),
    tracesUrl: optional('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', environment) ?? (collector && `${collector}/v1/traces`),
    tracesHeaders: optional('OTEL_EXPORTER_OTLP_HEADERS', environment) ?? {},
    serviceName: required('OTEL_SERVICE_NAME', environment),
    tracesRatio: required('OTEL_TRACES_SAMPLER_ARG', environment),
    deprecations: Object.entries(DEPRECATED_SETTINGS)
      .filter(([name]) => environment[name])
      .map(([name, replacement]) => `The setting ${name} is deprecated. ${replacement}`),
  };
}

/** What is wrong with each setting of an environment, in a sentence; empty when they can all be used. */
export function settingFaults(environment: Environment): string[] {
  const faults = Object.entries<Setting<unknown>>(SETTINGS).flatMap(([name, declared]) => {
    const text = environment[name] || declared.default;
    return text === null || declared.read(text) !== undefined ? [] : [invalid(name, declared, text).message];
  });
  if (faults.length > 0) return faults;
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [error.message];
    throw error;
  }
}

type Name = keyof typeof SETTINGS;
type Value<N extends Name> = (typeof SETTINGS)[N] extends Setting<infer T> ? T : never;

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
  if (value === undefined) throw invalid(name, declared, text);
  return value as Value<N>;
}

function invalid(name: string, { secret, expected }: Setting<unknown>, text: string): Refusal {
  return refusalOf('SETTING_INVALID', { name, value: secret ? '…' : text, expected });
}
