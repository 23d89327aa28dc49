import { PUBLISHER_SETTINGS } from './publisherSettings.ts';
import {
  bucketAddress,
  decimal,
  type Kind,
  networks,
  oneOf,
  path,
  text,
  trueOrFalse,
  url,
  webFolder,
  wholeNumber,
} from './settingKinds.ts';
import { SITE_SETTINGS } from './siteSettings.ts';
import { TRACING_SETTINGS } from './tracingSettings.ts';

/** A setting: an environment variable, by its name. */
export interface Setting<T = unknown> extends Kind<T> {
  /** The default, as the environment would give it; null for none. */
  readonly default: string | null;
  /** The purpose, in one sentence with its unit. */
  readonly meaning: string;
  /** Never printed, not even in an error. */
  readonly secret?: true;
  /** The name of an earlier release. It still works, with a warning, for one release. */
  readonly formerName?: string;
}

/** Every setting. `Settings`, `readSettings`, `--help`, docs/settings.md and .env.example derive from this table. */
export const SETTINGS = {
  PORT: {
    ...wholeNumber(0, 65_535),
    default: '4000',
    meaning: 'The port of the server. 0 for any free port.',
  },
  HOST: {
    ...text(/^[\w.:-]+$/, 'a host name or an IP address'),
    default: 'localhost',
    meaning: 'The address on which the server listens. 0.0.0.0 for all addresses of the machine.',
  },
  PUBLIC_URL: {
    ...webFolder,
    default: null,
    meaning: 'The public address of the server. Default: http://localhost and the port.',
  },
  DATABASE_URL: {
    ...url(/^postgres(ql)?:\/\//, 'a URL such as postgres://user:password@host:5432/registre'),
    default: null,
    meaning: 'The PostgreSQL database. Default: the embedded database in REGISTRE_DIR.',
    secret: true,
  },
  DATABASE_READ_URL: {
    ...url(
      /^postgres(ql)?:\/\//,
      'a URL such as postgres://user:password@host:5432/registre, and DATABASE_URL must be set too',
    ),
    default: null,
    meaning: 'A read replica of DATABASE_URL, for the API and the pages. Default: DATABASE_URL.',
    secret: true,
  },
  QUERY_TIMEOUT_SECONDS: {
    ...decimal(0.1, 300, 'a number of seconds from 0.1 to 300'),
    default: '5',
    meaning:
      'The longest time that one API request may wait for a connection, and then the longest time that it may read, each in seconds.',
    formerName: 'QUERY_TIMEOUT',
  },
  REGISTRE_DIR: {
    ...path,
    default: '.registre',
    meaning: 'The directory of the embedded database and of generated secrets.',
  },
  WITHOUT_REFERENCE: {
    ...trueOrFalse,
    default: 'false',
    meaning:
      'true: do not load the reference register (organisations since 2011, and the method) into an empty database, and do not update it.',
  },
  EXPORTS_DIR: {
    ...path,
    default: 'exports',
    meaning: 'The directory of the releases. With EXPORTS_BUCKET_URL, it is a copy of the bucket.',
  },
  EXPORTS_BUNDLES: {
    ...trueOrFalse,
    default: 'true',
    meaning:
      'Whether each release also has all its tables as one SQLite database and one workbook, all its files as one zip, and compressed copies for the server.',
  },
  EXPORTS_BUCKET_URL: {
    ...bucketAddress,
    default: null,
    meaning: 'The S3-compatible bucket that stores the releases, with an optional prefix. Default: no bucket.',
  },
  EXPORTS_BUCKET_REGION: {
    ...text(/^[\w-]{1,64}$/, 'a name such as fr-par'),
    default: 'us-east-1',
    meaning: 'The region of the bucket, as its provider names it.',
  },
  EXPORTS_PUBLIC_URL: {
    ...webFolder,
    default: null,
    meaning:
      'The public address of the bucket. The server redirects requests for release files that EXPORTS_DIR does not have.',
  },
  AWS_ACCESS_KEY_ID: {
    ...text(/^[\x21-\x7e]{1,200}$/, 'the ID of a key, without spaces'),
    default: null,
    meaning: 'The ID of the access key of the bucket.',
  },
  AWS_SECRET_ACCESS_KEY: {
    ...text(/^[\x21-\x7e]{1,400}$/, 'the secret of a key, without spaces'),
    default: null,
    meaning: 'The secret of the access key of the bucket.',
    secret: true,
  },
  MEMBER_SECRET: {
    ...text(/^.{32,}$/s, 'a text of at least 32 characters'),
    default: null,
    meaning: 'The key of the HMAC that pseudonymizes members. Default: generated in REGISTRE_DIR when first needed.',
    secret: true,
  },
  TOKEN_SECRET: {
    ...text(/^.{32,}$/s, 'a text of at least 32 characters'),
    default: null,
    meaning: 'The key of the HMAC that hashes stored tokens. Default: generated in REGISTRE_DIR with the first token.',
    secret: true,
  },
  ENVIRONMENT: {
    ...text(/^[a-z0-9]{1,10}$/, '1 to 10 lower case letters and digits, such as prod'),
    default: 'local',
    meaning: 'The name of this installation. Its tokens contain it; the server rejects tokens of other environments.',
  },
  ALLOWED_DOCUMENTS: {
    ...oneOf('open', 'trusted'),
    default: 'open',
    meaning:
      'The GraphQL documents that the server executes: open for any, trusted for those of PERSISTED_DOCUMENTS_FILE only.',
    formerName: 'DOCUMENTS',
  },
  PERSISTED_DOCUMENTS_FILE: {
    ...path,
    default: null,
    meaning: 'The persisted documents of your clients: a JSON object of texts by SHA-256, or a manifest of Apollo.',
    formerName: 'DOCUMENTS_FILE',
  },
  ...PUBLISHER_SETTINGS,
  ...SITE_SETTINGS,
  DATAGOUV_URL: {
    ...webFolder,
    default: 'https://demo.data.gouv.fr',
    meaning: 'The data.gouv.fr site to publish to. The production site is https://www.data.gouv.fr.',
  },
  DATAGOUV_API_KEY: {
    ...text(/^[\x21-\x7e]{8,2000}$/, 'an API key, without spaces'),
    default: null,
    meaning: 'The API key of the data.gouv.fr account that publishes.',
    secret: true,
  },
  DATAGOUV_ORGANIZATION: {
    ...text(/^[\w-]{1,200}$/, 'the identifier of an organisation'),
    default: null,
    meaning: 'The identifier of the data.gouv.fr organisation that owns the datasets.',
  },
  DATAGOUV_TABULAR_URL: {
    ...webFolder,
    default: null,
    meaning:
      'The tabular API, which has the columns and types that the platform read in each table. Default: that of www.data.gouv.fr or demo.data.gouv.fr, else DATAGOUV_URL.',
  },
  COST_LIMIT: {
    ...wholeNumber(100, 1_000_000),
    default: '50000',
    meaning:
      'The largest cost of one GraphQL request, in points: one for each object that it may return, more for counts.',
  },
  RATE_LIMIT: {
    ...wholeNumber(0, 1_000_000_000),
    default: '600000',
    meaning:
      'The points that one client (token or IP address) may spend per minute. At least COST_LIMIT, or 0 for no limit.',
  },
  RATE_LIMIT_REDIS_URL: {
    ...url(
      /^rediss?:\/\/[^/?#]+(\/\d{0,4})?$/,
      'a URL such as redis://user:password@host:6379/0, or rediss:// for TLS',
    ),
    default: null,
    meaning:
      'The Redis server in which several processes count RATE_LIMIT together. Default: each process counts in its memory.',
    secret: true,
  },
  TRUSTED_PROXIES: {
    ...networks,
    default: null,
    meaning: 'The proxies whose X-Forwarded-For header gives the address of the client. Default: none.',
  },
  RESPONSE_CACHE_MB: {
    ...wholeNumber(0, 100_000),
    default: '12',
    meaning: 'The memory of the response cache of one process, in megabytes. 0 for no cache.',
    formerName: 'ANSWERS_MEMORY',
  },
  LOG_LEVEL: {
    ...oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
    default: 'warn',
    meaning: 'The least severe level that the server logs.',
  },
  METRICS_TOKEN: {
    ...text(/^[\x21-\x7e]{16,200}$/, 'a text of 16 to 200 characters, without spaces'),
    default: null,
    meaning: 'The Bearer token that /metrics requires. Default: /metrics answers requests from this machine only.',
    secret: true,
  },
  SHUTDOWN_DELAY_SECONDS: {
    ...wholeNumber(0, 60),
    default: '5',
    meaning:
      'The time between the failing readiness probe and the end of listening at SIGTERM, in seconds. Only if a load balancer probes /readyz.',
    formerName: 'DRAIN_SECONDS',
  },
  ...TRACING_SETTINGS,
} as const satisfies Readonly<Record<string, Setting>>;

/** Settings of an earlier release that have no effect any more, each with advice. An entry stays for one release. */
const REMOVED_SETTINGS: Readonly<Record<string, string>> = {
  ANSWERS_SHARED_URL:
    'It has no effect any more: each process caches responses in its own memory. To share a cache, put a CDN or a caching proxy in front.',
};

/** The advice for each deprecated setting, by its name: former names, then removed settings. */
export const DEPRECATED_SETTINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries<Setting>(SETTINGS).flatMap(([name, { formerName }]) =>
      formerName === undefined ? [] : [[formerName, `Use ${name} instead.`]],
    ),
  ),
  ...REMOVED_SETTINGS,
};
