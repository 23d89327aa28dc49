import { decimal, headers, text, webAddress, webFolder } from './settingKinds.ts';

/** The settings of OpenTelemetry traces, under the names that OpenTelemetry gives them. */
export const TRACING_SETTINGS = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webFolder,
    default: null,
    meaning: 'The OpenTelemetry collector: traces are sent to its /v1/traces, as OTLP in JSON. Default: no traces.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...webAddress,
    default: null,
    meaning: 'The full URL for traces. It replaces /v1/traces of OTEL_EXPORTER_OTLP_ENDPOINT.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    ...headers,
    default: null,
    meaning: 'HTTP headers sent with traces, such as the API key of the collector.',
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
    meaning: 'The fraction of requests that are traced.',
  },
} as const;
