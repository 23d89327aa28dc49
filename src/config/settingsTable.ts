import {
  bucketAddress,
  decimal,
  headers,
  type Kind,
  networks,
  oneOf,
  path,
  text,
  url,
  webAddress,
  webFolder,
  wholeNumber,
} from './settingKinds.ts';

/** A setting: an environment variable, by its name. */
export interface Setting<T = unknown> extends Kind<T> {
  /** The default, as it would be written in the environment; null if there is none. */
  readonly default: string | null;
  /** What it is for, in a sentence. */
  readonly meaning: string;
  /** Never shown, not even in an error. */
  readonly secret?: true;
}

/** Every setting. `Settings`, the reading, `--help`, docs/settings.md and .env.example derive from this table. */
export const SETTINGS = {
  PORT: {
    ...wholeNumber(0, 65_535),
    default: '4000',
    meaning: 'The port that the server listens on; 0 for any free one.',
  },
  HOST: {
    ...text(/^[\w.:-]+$/, 'a host name or an IP address'),
    default: 'localhost',
    meaning: 'The address that the server listens on; 0.0.0.0 for every one.',
  },
  PUBLIC_URL: {
    ...webFolder,
    default: null,
    meaning: 'The address that the public reaches the server at; http://localhost and the port if not set.',
  },
  DATABASE_URL: {
    ...url(/^postgres(ql)?:\/\//, 'a URL such as postgres://user:password@host:5432/registre'),
    default: null,
    meaning: 'The PostgreSQL to use; the embedded database in REGISTRE_DIR if not set.',
    secret: true,
  },
  DATABASE_READ_URL: {
    ...url(/^postgres(ql)?:\/\//, 'a URL such as postgres://user:password@host:5432/registre, beside DATABASE_URL'),
    default: null,
    meaning: 'A replica of DATABASE_URL, from which the API and the pages read; DATABASE_URL itself if not set.',
    secret: true,
  },
  QUERY_TIMEOUT: {
    ...decimal(0.1, 300, 'a number of seconds from 0.1 to 300'),
    default: '5',
    meaning: 'How long one request of the API may read from the database, and wait for its turn, in seconds.',
  },
  REGISTRE_DIR: {
    ...path,
    default: '.registre',
    meaning: 'The directory of the embedded database, and of the secrets that are not set otherwise.',
  },
  EXPORTS_DIR: {
    ...path,
    default: 'exports',
    meaning:
      'The directory that releases are written to and served from; with EXPORTS_BUCKET_URL, a copy of what the bucket has.',
  },
  EXPORTS_BUCKET_URL: {
    ...bucketAddress,
    default: null,
    meaning: 'The S3-compatible bucket that keeps the releases, with a prefix if there is one; none if not set.',
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
      'Where the public reads the bucket: files of releases that EXPORTS_DIR does not have are looked for there.',
  },
  AWS_ACCESS_KEY_ID: {
    ...text(/^[\x21-\x7e]{1,200}$/, 'the name of a key, without blanks'),
    default: null,
    meaning: 'The name of the key to the bucket.',
  },
  AWS_SECRET_ACCESS_KEY: {
    ...text(/^[\x21-\x7e]{1,400}$/, 'the secret of a key, without blanks'),
    default: null,
    meaning: 'The secret of the key to the bucket.',
    secret: true,
  },
  MEMBER_SECRET: {
    ...text(/^.{32,}$/s, 'a text of at least 32 characters'),
    default: null,
    meaning:
      'The secret that member keys are made with; kept in REGISTRE_DIR, and made at the first import, if not set.',
    secret: true,
  },
  TOKEN_SECRET: {
    ...text(/^.{32,}$/s, 'a text of at least 32 characters'),
    default: null,
    meaning: 'The secret that tokens are stored with; kept in REGISTRE_DIR, and made with the first token, if not set.',
    secret: true,
  },
  ENVIRONMENT: {
    ...text(/^[a-z0-9]{1,10}$/, '1 to 10 lower case letters and digits, such as prod'),
    default: 'local',
    meaning: 'The name of this installation, which its tokens bear: those of another are refused.',
  },
  DOCUMENTS: {
    ...oneOf('open', 'trusted'),
    default: 'open',
    meaning: 'Which documents are answered: any (open), or those of DOCUMENTS_FILE only (trusted).',
  },
  DOCUMENTS_FILE: {
    ...path,
    default: null,
    meaning: 'The list of documents to trust, as a client’s build writes it: a JSON object of texts by their SHA-256.',
  },
  DATAGOUV_URL: {
    ...webFolder,
    default: 'https://demo.data.gouv.fr',
    meaning: 'The data.gouv.fr to publish to: the demonstration site unless said otherwise.',
  },
  DATAGOUV_API_KEY: {
    ...text(/^[\x21-\x7e]{8,2000}$/, 'the key as the site gives it, without blanks'),
    default: null,
    meaning: 'The key of the account that publishes.',
    secret: true,
  },
  DATAGOUV_ORGANIZATION: {
    ...text(/^[\w-]{1,200}$/, 'the identifier of an organisation'),
    default: null,
    meaning: 'The organisation to publish for: its identifier on the site.',
  },
  COST_LIMIT: {
    ...wholeNumber(100, 1_000_000),
    default: '5000',
    meaning:
      'The points that one GraphQL request may cost: one for each object that it may return, and more for counts.',
  },
  RATE_LIMIT: {
    ...wholeNumber(0, 1_000_000_000),
    default: '60000',
    meaning:
      'The points that a client may spend in a minute, by its token or its address; not less than COST_LIMIT. 0 for no limit.',
  },
  RATE_LIMIT_REDIS_URL: {
    ...url(
      /^rediss?:\/\/[^/?#]+(\/\d{0,4})?$/,
      'a URL such as redis://user:password@host:6379/0, or rediss:// for TLS',
    ),
    default: null,
    meaning: 'The Redis where several processes count RATE_LIMIT together; if not set, each process counts its own.',
    secret: true,
  },
  TRUSTED_PROXIES: {
    ...networks,
    default: null,
    meaning:
      'The proxies in front, whose X-Forwarded-For tells where a request comes from; nobody is believed if not set.',
  },
  ANSWERS_MEMORY: {
    ...wholeNumber(0, 100_000),
    default: '64',
    meaning: 'The memory for answers that are kept until the register changes, in megabytes; 0 keeps none.',
  },
  LOG_LEVEL: {
    ...oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
    default: 'warn',
    meaning: 'How much the server logs: fatal, error, warn, info, debug or silent.',
  },
  METRICS_TOKEN: {
    ...text(/^[\x21-\x7e]{16,200}$/, 'a text of 16 to 200 characters without blanks'),
    default: null,
    meaning: 'What a collector of metrics shows as Bearer token at /metrics; only this machine is answered if not set.',
    secret: true,
  },
  DRAIN_SECONDS: {
    ...wholeNumber(0, 60),
    default: '5',
    meaning: 'How long the server goes on after SIGTERM, while it says that it is not ready, if a load balancer asks.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webFolder,
    default: null,
    meaning: 'The OpenTelemetry collector that traces are sent to, under /v1/traces, as OTLP in JSON; none if not set.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...webAddress,
    default: null,
    meaning: 'The full URL that traces are sent to, instead of /v1/traces of OTEL_EXPORTER_OTLP_ENDPOINT.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    ...headers,
    default: null,
    meaning: 'Headers to send with traces, such as a key of the collector.',
    secret: true,
  },
  OTEL_SERVICE_NAME: {
    ...text(/^[\w.-]{1,100}$/, 'a name of 1 to 100 letters, digits, dots, hyphens'),
    default: 'registre-numerique',
    meaning: 'The name of this service in traces.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    ...decimal(0, 1, 'a number from 0 to 1'),
    default: '1',
    meaning: 'The share of requests that are traced.',
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** Settings of an earlier release, each with what replaces it. An entry stays for one release. */
export const DEPRECATED_SETTINGS: Readonly<Record<string, string>> = {
  ANSWERS_SHARED_URL:
    'It has no effect any more: each process caches responses in its own memory. To share a cache, put a CDN or a caching proxy in front.',
};
