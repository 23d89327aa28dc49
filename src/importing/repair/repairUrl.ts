import { holdsPersonalAddress } from '../../values/personalAddresses.ts';
import type { FindingCode } from '../findings/findings.ts';
import { trimmed, unescaped } from '../mapping/repair.ts';
import { asIs, dropped, type Repaired } from './repair.ts';

export const LONGEST_URL = 2000;

/**
 * An absolute http(s) URL, as it was given: mended where it can't be read, not normalised, since what someone
 * published should be found again. Anything else is left out.
 */
export function repairUrl(raw: string | null | undefined): Repaired<string | null> {
  if (raw === null || raw === undefined || raw === '') return asIs(null);
  if (raw.length > LONGEST_URL * 2) return dropped('URL_REFUSED', raw);
  const codes = new Set<FindingCode>();
  const apply = (code: FindingCode, repaired: string, text: string): string => {
    if (repaired !== text) codes.add(code);
    return repaired;
  };
  let value = raw;
  for (let before = ''; before !== value; ) {
    before = value;
    value = apply('URL_UNESCAPED', unescaped(value), value);
    value = apply('URL_TRIMMED', withoutEnds(value), value);
  }
  value = apply('URL_ENCODED', value.replace(/[<>"^`{|}\\]/g, encodeURIComponent), value);
  if (value === '' || value === 'null') {
    const code = value === '' ? 'URL_TRIMMED' : 'TEXT_NULL_WORD';
    return { value: null, notes: [{ code, before: raw, after: null }] };
  }
  const refusal = refusalOf(value);
  if (refusal !== null) return dropped(refusal, refusal === 'URL_PERSONAL' ? null : raw);
  return { value, notes: [...codes].map((code) => ({ code, before: raw, after: value })) };
}

function refusalOf(url: string): FindingCode | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return 'URL_RELATIVE';
  if (!/^https?:\/\/[^/]/i.test(url) || url.length > LONGEST_URL) return 'URL_REFUSED';
  if (/[\s\p{Cc}\p{Cs}]/u.test(url) || !URL.canParse(url)) return 'URL_REFUSED';
  const { username, password } = new URL(url);
  return username !== '' || password !== '' || holdsPersonalAddress(url) ? 'URL_PERSONAL' : null;
}

function withoutEnds(text: string): string {
  let value = trimmed(text);
  while (value.endsWith(';')) value = trimmed(value.slice(0, -1));
  return value;
}
