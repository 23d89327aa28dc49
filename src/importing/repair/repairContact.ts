import { genericMailbox } from '../../values/personalAddresses.ts';
import type { FindingCode } from '../findings/findings.ts';
import { trimmed, unescaped } from '../mapping/repair.ts';
import { asIs, dropped, type Repaired } from './repair.ts';

/**
 * The address of a generic mailbox. Any other contact is left out, and its finding doesn't quote it: it may be a
 * person's, or hold a person's name.
 */
export function repairContact(raw: string | null | undefined): Repaired<string | null> {
  if (raw === null || raw === undefined || raw === '') return asIs(null);
  const address = raw.length > 1000 ? '' : bare(raw);
  if (address === '' && trimmed(raw) === '') return dropped('TEXT_TRIMMED', raw);
  if (address === 'null') return dropped('TEXT_NULL_WORD', raw);
  const value = genericMailbox(address);
  if (value === null) return dropped('CONTACT_NOT_KEPT', null);
  const codes: FindingCode[] = [];
  if (value !== address) codes.push('CONTACT_HOST_LOWERED');
  if (/\.\p{L}$/u.test(value)) codes.push('CONTACT_HOST_ODD');
  const notes = codes.map((code) => ({ code, before: address, after: value }));
  // What surrounded the address isn't quoted: the subject of a message can name anyone.
  return address === raw
    ? { value, notes }
    : { value, notes: [{ code: 'CONTACT_CLEANED', before: null, after: value }, ...notes] };
}

/** The address alone: no blanks, no `mailto:`, no query of the message (`?subject=…`). */
function bare(raw: string): string {
  const text = trimmed(unescaped(raw)).replace(/^mailto:/i, '');
  return trimmed(text.split('?', 1)[0] ?? '');
}
