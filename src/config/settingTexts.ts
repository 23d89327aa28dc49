import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** The value when it is so; undefined when it is not, as for all that follow. */
export function within(least: number, value: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

/** A whole number written in digits. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
}

/** Addresses and networks, between commas. */
export function networks(text: string): string[] | undefined {
  const given = text.split(',').map((each) => each.trim());
  return given.every(isNetwork) ? given : undefined;
}

function isNetwork(text: string): boolean {
  const [, address = '', bits = '0'] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

/** An absolute path. */
export function path(text: string): string | undefined {
  return text.includes('\0') ? undefined : resolve(text);
}

/** The address of a bucket by its path, with or without a prefix. */
export function bucketAddress(text: string): string | undefined {
  const url = webAddress(text)?.replace(/\/+$/, '');
  return url && /^https?:\/\/[^/@]+\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w.-]+)*$/.test(url) ? url : undefined;
}

/** An http or https URL without query. */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\/[^\s?#]+$/.test(text) || !URL.canParse(text)) return undefined;
  return text;
}

/** Headers, as https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables writes them. */
export function headers(text: string): Record<string, string> | undefined {
  const pairs = text.split(',').map((pair) => /^\s*([\w-]+)=([\x21-\x2b\x2d-\x7e]*)\s*$/.exec(pair));
  try {
    const entries = pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', decodeURIComponent(pair[2] ?? '')]] : []));
    return entries.length === pairs.length ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}
