import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** The allowed values of a setting, and their parser. */
export interface Kind<T> {
  /** Completes "PORT must be …". */
  readonly expected: string;
  /** Parses a text; undefined if it is not valid. */
  readonly read: (text: string) => T | undefined;
}

/** A text that matches a pattern. */
export function text(pattern: RegExp, expected: string): Kind<string> {
  return { expected, read: (given) => (pattern.test(given) ? given : undefined) };
}

/** A URL that matches a pattern. */
export function url(pattern: RegExp, expected: string): Kind<string> {
  return { expected, read: (given) => (pattern.test(given) && URL.canParse(given) ? given : undefined) };
}

/** A whole number in decimal digits. */
export function wholeNumber(minimum: number, maximum: number): Kind<number> {
  return {
    expected: `a whole number from ${minimum} to ${maximum}`,
    read: (given) => (/^\d{1,10}$/.test(given) ? inRange(minimum, Number(given), maximum) : undefined),
  };
}

/** A number with up to six decimals. */
export function decimal(minimum: number, maximum: number, expected: string): Kind<number> {
  return {
    expected,
    read: (given) =>
      /^(\d{1,3}(\.\d{1,6})?|\.\d{1,6})$/.test(given) ? inRange(minimum, Number(given), maximum) : undefined,
  };
}

function inRange(minimum: number, value: number, maximum: number): number | undefined {
  return value >= minimum && value <= maximum ? value : undefined;
}

/** One of some words. */
export function oneOf<W extends string>(...words: readonly W[]): Kind<W> {
  const expected = [words.slice(0, -1).join(', '), ...words.slice(-1)].join(' or ');
  return { expected, read: (given) => words.find((word) => word === given) };
}

/** `true` or `false`. */
export const trueOrFalse: Kind<boolean> = {
  expected: 'true or false',
  read: (given) => (given === 'true' || given === 'false' ? given === 'true' : undefined),
};

/** A path. Its value is absolute. */
export const path: Kind<string> = {
  expected: 'a path',
  read: (given) => (given.includes('\0') ? undefined : resolve(given)),
};

/** IP addresses and networks in CIDR notation, separated by commas. */
export const networks: Kind<readonly string[]> = {
  expected: 'addresses or networks separated by commas, such as 10.0.0.0/8,::1',
  read(given) {
    const list = given.split(',').map((network) => network.trim());
    return list.every(isNetwork) ? list : undefined;
  },
};

function isNetwork(given: string): boolean {
  const [, address = '', bits = '0'] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(given) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

/** An http or https URL. */
export const webAddress = url(/^https?:\/\/[^\s?#]+$/, 'an http or https URL without query');

/** An http or https URL to which paths are appended. Its value has no slash at the end. */
export const webFolder: Kind<string> = { ...webAddress, read: withoutFinalSlash };

/** The path-style URL of a bucket, with an optional prefix. */
export const bucketAddress: Kind<string> = {
  expected: 'a URL such as https://s3.example.org/bucket/prefix',
  read(given) {
    const address = withoutFinalSlash(given);
    return address && /^https?:\/\/[^/@]+\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w.-]+)*$/.test(address)
      ? address
      : undefined;
  },
};

function withoutFinalSlash(given: string): string | undefined {
  return webAddress.read(given)?.replace(/\/+$/, '');
}

/** HTTP headers by name: https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables */
export const headers: Kind<Readonly<Record<string, string>>> = {
  expected: 'name=value pairs between commas, values percent-encoded',
  read(given) {
    const pairs = given.split(',').map((pair) => /^\s*([\w-]+)=([\x21-\x2b\x2d-\x7e]*)\s*$/.exec(pair));
    try {
      const entries = pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', decodeURIComponent(pair[2] ?? '')]] : []));
      return entries.length === pairs.length ? Object.fromEntries(entries) : undefined;
    } catch {
      return undefined;
    }
  },
};
