import { bucketAddress, headers, networks, path, webAddress, wholeNumber, within } from './settingTexts.ts';

/** One setting: an environment variable, its default, what it must be, and how it is read. */
export interface Setting<T> {
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
  DATABASE_READ_URL: setting({
    default: null,
    meaning: 'A replica of DATABASE_URL, from which the API and the pages read; DATABASE_URL itself if not set.',
    expected: 'a URL such as postgres://user:password@host:5432/registre, beside DATABASE_URL',
    read: (text) => (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined),
    secret: true,
  }),
  QUERY_TIMEOUT: setting({
    default: '5',
    meaning: 'How long one request of the API may read from the database, and wait for its turn, in seconds.',
    expected: 'a number of seconds from 0.1 to 300',
    read: (text) => (/^\d{1,3}(\.\d{1,3})?$/.test(text) ? within(0.1, Number(text), 300) : undefined),
  }),
  REGISTRE_DIR: setting({
    default: '.registre',
    meaning: 'The directory of the embedded database, and of the secrets that are not set otherwise.',
    expected: 'a path',
    read: path,
  }),
  EXPORTS_DIR: setting({
    default: 'exports',
    meaning:
      'The directory that releases are written to and served from; with EXPORTS_BUCKET_URL, a copy of what the bucket has.',
    expected: 'a path',
    read: path,
  }),
  EXPORTS_BUCKET_URL: setting({
    default: null,
    meaning: 'The S3-compatible bucket that keeps the releases, with a prefix if there is one; none if not set.',
    expected: 'a URL such as https://s3.example.org/bucket/prefix',
    read: bucketAddress,
  }),
  EXPORTS_BUCKET_REGION: setting({
    default: 'us-east-1',
    meaning: 'The region of the bucket, as its provider names it.',
    expected: 'a name such as fr-par',
    read: (text) => (/^[\w-]{1,64}$/.test(text) ? text : undefined),
  }),
  EXPORTS_PUBLIC_URL: setting({
    default: null,
    meaning:
      'Where the public reads the bucket: files of releases that EXPORTS_DIR does not have are looked for there.',
    expected: 'an http or https URL without query',
    read: (text) => webAddress(text)?.replace(/\/+$/, ''),
  }),
  AWS_ACCESS_KEY_ID: setting({
    default: null,
    meaning: 'The name of the key to the bucket.',
    expected: 'the name of a key, without blanks',
    read: (text) => (/^[\x21-\x7e]{1,200}$/.test(text) ? text : undefined),
  }),
  AWS_SECRET_ACCESS_KEY: setting({
    default: null,
    meaning: 'The secret of the key to the bucket.',
    expected: 'the secret of a key, without blanks',
    read: (text) => (/^[\x21-\x7e]{1,400}$/.test(text) ? text : undefined),
    secret: true,
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
  COST_LIMIT: setting({
    default: '5000',
    meaning:
      'The points that one GraphQL request may cost: one for each object that it may return, and more for counts.',
    expected: 'a whole number from 100 to 1000000',
    read: (text) => wholeNumber(text, 100, 1_000_000),
  }),
  RATE_LIMIT: setting({
    default: '60000',
    meaning:
      'The points that a client may spend in a minute, by its token or its address; not less than COST_LIMIT. 0 for no limit.',
    expected: 'a whole number from 0 to 1000000000',
    read: (text) => wholeNumber(text, 0, 1_000_000_000),
  }),
  RATE_LIMIT_REDIS_URL: setting({
    default: null,
    meaning: 'The Redis where several processes count RATE_LIMIT together; if not set, each process counts its own.',
    expected: 'a URL such as redis://user:password@host:6379/0, or rediss:// for TLS',
    read: (text) => (/^rediss?:\/\/[^/?#]+(\/\d{0,4})?$/.test(text) && URL.canParse(text) ? text : undefined),
    secret: true,
  }),
  TRUSTED_PROXIES: setting({
    default: null,
    meaning:
      'The proxies in front, whose X-Forwarded-For tells where a request comes from; nobody is believed if not set.',
    expected: 'addresses or networks separated by commas, such as 10.0.0.0/8,::1',
    read: networks,
  }),
  ANSWERS_MEMORY: setting({
    default: '64',
    meaning: 'The memory for answers that are kept until the register changes, in megabytes; 0 keeps none.',
    expected: 'a whole number from 0 to 100000',
    read: (text) => wholeNumber(text, 0, 100_000),
  }),
  LOG_LEVEL: setting({
    default: 'warn',
    meaning: 'How much the server logs: fatal, error, warn, info, debug or silent.',
    expected: 'fatal, error, warn, info, debug or silent',
    read: (text) => (/^(fatal|error|warn|info|debug|silent)$/.test(text) ? text : undefined),
  }),
  METRICS_TOKEN: setting({
    default: null,
    meaning: 'What a collector of metrics shows as Bearer token at /metrics; only this machine is answered if not set.',
    expected: 'a text of 16 to 200 characters without blanks',
    read: (text) => (/^[\x21-\x7e]{16,200}$/.test(text) ? text : undefined),
    secret: true,
  }),
  DRAIN_SECONDS: setting({
    default: '5',
    meaning: 'How long the server goes on after SIGTERM, while it says that it is not ready, if a load balancer asks.',
    expected: 'a whole number from 0 to 60',
    read: (text) => (/^\d{1,2}$/.test(text) && Number(text) <= 60 ? Number(text) : undefined),
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting({
    default: null,
    meaning: 'The OpenTelemetry collector that traces are sent to, under /v1/traces, as OTLP in JSON; none if not set.',
    expected: 'an http or https URL without query',
    read: (text) => webAddress(text)?.replace(/\/+$/, ''),
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting({
    default: null,
    meaning: 'The full URL that traces are sent to, instead of /v1/traces of OTEL_EXPORTER_OTLP_ENDPOINT.',
    expected: 'an http or https URL without query',
    read: webAddress,
  }),
  OTEL_EXPORTER_OTLP_HEADERS: setting({
    default: null,
    meaning: 'Headers to send with traces, such as a key of the collector.',
    expected: 'name=value pairs between commas, values percent-encoded',
    read: headers,
    secret: true,
  }),
  OTEL_SERVICE_NAME: setting({
    default: 'registre-numerique',
    meaning: 'The name of this service in traces.',
    expected: 'a name of 1 to 100 letters, digits, dots, hyphens',
    read: (text) => (/^[\w.-]{1,100}$/.test(text) ? text : undefined),
  }),
  OTEL_TRACES_SAMPLER_ARG: setting({
    default: '1',
    meaning: 'The share of requests that are traced.',
    expected: 'a number from 0 to 1',
    read: (text) => (/^(0|1|0?\.\d{1,6}|1\.0+)$/.test(text) ? Number(text) : undefined),
  }),
} as const;

/** Settings of an earlier release, each with what replaces it. An entry stays for one release. */
export const DEPRECATED_SETTINGS: Readonly<Record<string, string>> = {
  ANSWERS_SHARED_URL:
    'It has no effect any more: each process caches responses in its own memory. To share a cache, put a CDN or a caching proxy in front.',
};
