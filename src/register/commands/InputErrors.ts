import { type FieldError, fail } from '../../errors/errors.ts';
import { containsPersonalAddress, parseGenericMailbox } from '../../values/personalAddresses.ts';
import { excerpt } from '../../values/text.ts';
import { INPUT_INVALID } from '../registerErrors.ts';

const MAXIMUM_LIST_LENGTH = 100;

/**
 * Collects the errors of a command's input, so that one response lists them all: errors of format, and errors that only
 * the register shows (an unknown slug, a date before another). Each check returns the value to write; a command calls
 * {@link throwIfAny} or {@link foundOrThrow} before it writes.
 */
export class InputErrors {
  readonly #fields: FieldError[] = [];

  add(path: string, problem: string): void {
    this.#fields.push({ path: `input.${path}`, problem });
  }

  /** Throws INPUT_INVALID with all errors, if there are any. */
  throwIfAny(): void {
    if (this.#fields.length > 0) fail(INPUT_INVALID, { fields: this.#fields });
  }

  /** The row that a lookup found. Throws INPUT_INVALID if the input has any error. */
  foundOrThrow<T>(found: T | null): T {
    this.throwIfAny();
    if (found === null) throw new Error('a lookup found nothing and added no error');
    return found;
  }

  /** The row that a lookup found; adds an error if there is none. */
  found<T>(path: string, given: string, found: T | null | undefined, what: string): T | null {
    if (found == null) this.add(path, `no ${what} is ${excerpt(given, 60)}`);
    return found ?? null;
  }

  /** A text of 1 to `maximum` characters, in NFC and without blanks around. */
  text(path: string, given: string, maximum = 10_000): string {
    if (given.includes('\0') || !given.isWellFormed()) {
      this.add(path, 'holds U+0000 or half of a surrogate pair');
      return '';
    }
    const text = given.normalize('NFC').trim();
    if (this.#hasValidLength(path, text, maximum) && containsPersonalAddress(text)) {
      // The register holds no person: imports remove such addresses, the client of a command is asked to.
      this.add(path, 'holds an e-mail address that may be a person’s: leave it out');
    }
    return text;
  }

  /** A text, or null if it is not given. */
  optionalText(path: string, given: string | null | undefined, maximum?: number): string | null {
    return given == null ? null : this.text(path, given, maximum);
  }

  /** The identifier of a person in another system. It may be an e-mail address: only its hash is stored. */
  identifierToHash(path: string, given: string, maximum: number): string {
    const text = given.normalize('NFC').trim();
    this.#hasValidLength(path, text, maximum);
    return text;
  }

  /** A new slug: lower case letters without accents, digits, hyphens and dots. */
  slug(path: string, given: string): string {
    if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(given) || given.length > 100) {
      this.add(
        path,
        `${excerpt(given, 60)} is not a slug: lower case letters, digits, single hyphens or dots, 100 at most`,
      );
    }
    return given;
  }

  /** A web address, its scheme in lower case. The scalar `URL` accepts some blanks. */
  url(path: string, given: string): string {
    if (/[\s\p{C}\p{Z}]/u.test(given)) this.add(path, 'holds a blank or a control character');
    // It would be published with every release.
    if (/^[a-z]+:\/\/[^/?#]*@/i.test(given)) this.add(path, 'holds a user name or a password: leave them out');
    return given.replace(/^https?/i, (scheme) => scheme.toLowerCase());
  }

  /** The address of a generic mailbox. The error does not quote the address: it may be a person's. */
  mailbox(path: string, given: string): string {
    const address = parseGenericMailbox(given.trim());
    if (address !== null) return address;
    this.add(
      path,
      'is not the address of a generic mailbox, such as contact@… or equipe@…; those of people are not kept',
    );
    return '';
  }

  /** The second of two days must not come before the first; either may be absent. */
  inOrder(path: string, day: string | null | undefined, other: string, otherDay: string | null | undefined): void {
    if (day != null && otherDay != null && day < otherDay) this.add(path, `${day} is before ${other}, ${otherDay}`);
  }

  /** An amount in euro cents. */
  cents(path: string, given: number | null | undefined, minimum = 0): number | null {
    if (given != null && given < minimum) this.add(path, `${given} is less than ${minimum} cents`);
    return given ?? null;
  }

  /** A share, from 0 to 1. */
  share(path: string, given: number | null | undefined): number | null {
    if (given != null && !(given >= 0 && given <= 1)) this.add(path, `${given} is not a share: give 0 to 1`);
    return given ?? null;
  }

  /** A list, cut at 100 values; the empty list if it is null or not given. */
  list<V>(path: string, given: readonly V[] | null | undefined): readonly V[] {
    const list = given ?? [];
    if (list.length > MAXIMUM_LIST_LENGTH) {
      this.add(path, `holds ${list.length} values, ${MAXIMUM_LIST_LENGTH} at most`);
    }
    return list.slice(0, MAXIMUM_LIST_LENGTH);
  }

  /** The values of a list must differ. */
  distinct(path: string, given: readonly string[]): void {
    given.forEach((each, at) => {
      if (given.indexOf(each) < at) this.add(`${path}[${at}]`, `${excerpt(each, 60)} is given twice`);
    });
  }

  #hasValidLength(path: string, text: string, maximum: number): boolean {
    // Zero-width characters alone look like nothing on any page.
    if (!/[^\p{C}\p{Z}\p{M}]/u.test(text)) this.add(path, 'is empty');
    else if (text.length > maximum) this.add(path, `is ${text.length} characters long, ${maximum} at most`);
    else return true;
    return false;
  }
}
