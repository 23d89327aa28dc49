/** What stands for a personal address that was taken out of a text. */
export const ADDRESS_REMOVED = '[adresse retirée]';

/**
 * The text without e-mail addresses, but for those of generic mailboxes: any other may be a person's, and the
 * register holds no person. Also finds the `@` that URLs and HTML escape.
 */
export function removePersonalAddresses(text: string): string {
  // Most texts have nothing that an address could hold on to: seen at once, where the search reads letter by letter.
  if (!AT.test(text)) return text;
  return text.replace(ADDRESS, (address, localPart: string) => (isGeneric(localPart) ? address : ADDRESS_REMOVED));
}

/** Whether a text holds an e-mail address that may be a person's. */
export function containsPersonalAddress(text: string): boolean {
  return removePersonalAddresses(text) !== text;
}

/** The address of a generic mailbox, its host in lower case; null if the text is anything else, such as a person's. */
export function parseGenericMailbox(address: string): string | null {
  const [, localPart, host] = MAILBOX.exec(address) ?? [];
  if (localPart === undefined || host === undefined || address.length > 254 || !isGeneric(localPart)) return null;
  return `${localPart}@${host.toLowerCase()}`;
}

const MAILBOX = /^([\w.+-]{1,64})@((?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]*)$/u;

/** Whether the part before the `@` is that of a mailbox of a team rather than of a person. */
function isGeneric(localPart: string): boolean {
  return /^(?:contact|support|hello|bonjour|equipe|info|aide)/i.test(localPart);
}

const AT = /[@＠&]|%40/;

/**
 * An address in running text. It only ever starts where a run of its characters starts, so that a long run
 * without `@` is read once and not once per character.
 */
const ADDRESS =
  /(?<![\p{L}\p{M}\p{N}._+-])([\p{L}\p{M}\p{N}._+-]+)(?:@|＠|%40|&#0*64;|&#x0*40;|&commat;)(?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+/giu;
