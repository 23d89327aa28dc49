import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** What a setting may be. */
export interface Kind<T> {
  /** Completes "it must be …". */
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

/** A whole number written in digits. */
export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    expected: `a whole number from ${least} to ${most}`,
    read: (given) => (/^\d{1,10}$/.test(given) ? within(least, Number(given), most) : undefined),
  };
}

export function decimal(least: number, most: number, expected: string): Kind<number> {
  return {
    expected,
    read: (given) => (/^(\d{1,3}(\.\d{1,6})?|\.\d{1,6})$/.test(given) ? within(least, Number(given), most) : undefined),
  };
}

function within(least: number, value: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

/** One of some words. */
export function oneOf<W extends string>(...words: readonly W[]): Kind<W> {
  const expected = [words.slice(0, -1).join(', '), ...words.slice(-1)].join(' or ');
  return { expected, read: (given) => words.find((word) => word === given) };
}

/** A path, made absolute. */
export const path: Kind<string> = {
  expected: 'a path',
  read: (given) => (given.includes('\0') ? undefined : resolve(given)),
};

/** Addresses and networks, separated by commas. */
export const networks: Kind<readonly string[]> = {
  expected: 'addresses or networks separated by commas, such as 10.0.0.0/8,::1',
  read(given) {
    const each = given.split(',').map((network) => network.trim());
    return each.every(isNetwork) ? each : undefined;
  },
};

function isNetwork(given: string): boolean {
  const [, address = '', bits = '0'] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(given) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

export const webAddress = url(/^https?:\/\/[^\s?#]+$/, 'an http or https URL without query');

/** A URL that paths are appended to: without a slash at its end. */
export const webFolder: Kind<string> = { ...webAddress, read: withoutFinalSlash };

/** The URL of a bucket, path-style, with or without a prefix. */
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

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables */
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
