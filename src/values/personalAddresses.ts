import { mailboxAt } from './acceptance/addresses.ts';
import { isGenericMailbox, type MailboxContext } from './mailboxes.ts';

/** The replacement of a removed personal address, in French because it is published. */
export const ADDRESS_REMOVED = '[adresse retirée]';

/**
 * Removes e-mail addresses from a text, except those of generic mailboxes. Any other address may be personal, and the register
 * stores no personal data. Also finds the `@` that URLs and HTML escape.
 * @param context what is known about the mailboxes of the text.
 */
export function removePersonalAddresses(text: string, context?: MailboxContext): string {
  // Most texts have no `@`, which this check finds faster than the search for addresses.
  if (!AT.test(text)) return text;
  return text.replace(ADDRESS, (address, localPart: string, host: string) =>
    isGenericMailbox(`${localPart}@${host}`, context) ? address : ADDRESS_REMOVED,
  );
}

/** Whether a text contains an e-mail address that may be personal. */
export function containsPersonalAddress(text: string): boolean {
  return removePersonalAddresses(text) !== text;
}

/** Returns the address of a generic mailbox with its host in lower case; null if the text is anything else, such as a personal address. */
export function parseGenericMailbox(address: string, context?: MailboxContext): string | null {
  const [, localPart = '', host = ''] = /^([^@]*)@(.*)$/s.exec(address) ?? [];
  return isGenericMailbox(address, context) ? mailboxAt(localPart, host) : null;
}

const AT = /[@＠&]|%40/;

/**
 * An address in running text. A match can only start at the first of consecutive address characters. Otherwise, the regular
 * expression would take quadratic time on a long sequence without `@`.
 */
const ADDRESS =
  /(?<![\p{L}\p{M}\p{N}._+-])([\p{L}\p{M}\p{N}._+-]+)(?:@|＠|%40|&#0*64;|&#x0*40;|&commat;)((?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+)/giu;
