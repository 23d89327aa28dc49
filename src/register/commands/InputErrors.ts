import { type FieldError, fail } from '../../errors/errors.ts';
import { containsPersonalAddress, parseGenericMailbox } from '../../values/personalAddresses.ts';
import { excerpt } from '../../values/text.ts';
import { INPUT_INVALID } from '../registerErrors.ts';

const MAXIMUM_LIST_LENGTH = 100;

/**
 * Collects the errors of a command's input, so that one response lists them all: errors of format, and errors that need the
 * register (an unknown slug, a date before another). Each check returns the value to write. A command calls
 * `throwIfAny` or `foundOrThrow` before it writes.
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

  /** Returns the row that a lookup found. Throws INPUT_INVALID if the input has any error. */
  foundOrThrow<T>(found: T | null): T {
    this.throwIfAny();
    if (found === null) throw new Error('a lookup found nothing and added no error');
    return found;
  }

  /** Adds an error if a lookup found no row. Returns the row or null. */
  found<T>(path: string, given: string, found: T | null | undefined, what: string): T | null {
    if (found == null) this.add(path, `there is no ${what} ${excerpt(given, 60)}`);
    return found ?? null;
  }

  /** Normalizes a text to NFC, trims it, and checks that it has 1 to `maximum` characters. */
  text(path: string, given: string, maximum = 10_000): string {
    if (given.includes('\0') || !given.isWellFormed()) {
      this.add(path, 'contains U+0000 or an unpaired surrogate');
      return '';
    }
    const text = given.normalize('NFC').trim();
    if (this.#hasValidLength(path, text, maximum) && containsPersonalAddress(text)) {
      // The register stores no personal data. Imports remove such addresses; a client must remove them itself.
      this.add(path, 'contains an e-mail address that may be personal: remove it');
    }
    return text;
  }

  /** Like {@link text}, but returns null if no text is given. */
  optionalText(path: string, given: string | null | undefined, maximum?: number): string | null {
    return given == null ? null : this.text(path, given, maximum);
  }

  /** Checks the identifier of a person in another system. An e-mail address is allowed, because only its hash is stored. */
  identifierToHash(path: string, given: string, maximum: number): string {
    const text = given.normalize('NFC').trim();
    this.#hasValidLength(path, text, maximum);
    return text;
  }

  /** Checks a new slug: lower-case letters without accents, digits, single hyphens and dots. */
  slug(path: string, given: string): string {
    if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(given) || given.length > 100) {
      this.add(
        path,
        `${excerpt(given, 60)} is not a slug: use lower-case letters, digits, single hyphens and dots, at most 100 characters`,
      );
    }
    return given;
  }

  /** Checks a web address, and puts its scheme in lower case. The scalar `URL` accepts some spaces. */
  url(path: string, given: string): string {
    if (/[\s\p{C}\p{Z}]/u.test(given)) this.add(path, 'contains a space or a control character');
    // The URL is published with every release.
    if (/^[a-z]+:\/\/[^/?#]*@/i.test(given)) this.add(path, 'contains a user name or a password: remove them');
    return given.replace(/^https?/i, (scheme) => scheme.toLowerCase());
  }

  /** Checks the address of a generic mailbox. The error does not quote the address, which may be personal. */
  mailbox(path: string, given: string): string {
    const address = parseGenericMailbox(given.trim());
    if (address !== null) return address;
    this.add(
      path,
      'is not the address of a generic mailbox, such as contact@… or equipe@…: personal addresses are not stored',
    );
    return '';
  }

  /** Checks that `day` is not before `otherDay`; either may be absent. */
  inOrder(path: string, day: string | null | undefined, other: string, otherDay: string | null | undefined): void {
    if (day != null && otherDay != null && day < otherDay) this.add(path, `${day} is before ${other} (${otherDay})`);
  }

  /** Checks an amount in euro cents. */
  cents(path: string, given: number | null | undefined, minimum = 0): number | null {
    if (given != null && given < minimum) this.add(path, `must be at least ${minimum} cents (got ${given})`);
    return given ?? null;
  }

  /** Checks a share, from 0 to 1. */
  share(path: string, given: number | null | undefined): number | null {
    if (given != null && !(given >= 0 && given <= 1)) this.add(path, `must be a share between 0 and 1 (got ${given})`);
    return given ?? null;
  }

  /** Checks that a list has at most 100 values. Returns the first 100; an empty list if it is null or not given. */
  list<V>(path: string, given: readonly V[] | null | undefined): readonly V[] {
    const list = given ?? [];
    if (list.length > MAXIMUM_LIST_LENGTH) {
      this.add(path, `must have at most ${MAXIMUM_LIST_LENGTH} values (got ${list.length})`);
    }
    return list.slice(0, MAXIMUM_LIST_LENGTH);
  }

  /** Checks that no value of a list is repeated. */
  distinct(path: string, given: readonly string[]): void {
    given.forEach((each, at) => {
      if (given.indexOf(each) < at) this.add(`${path}[${at}]`, `${excerpt(each, 60)} is given twice`);
    });
  }

  #hasValidLength(path: string, text: string, maximum: number): boolean {
    // A text of zero-width characters alone is not visible.
    if (!/[^\p{C}\p{Z}\p{M}]/u.test(text)) this.add(path, 'is empty');
    else if (text.length > maximum) this.add(path, `must have at most ${maximum} characters (got ${text.length})`);
    else return true;
    return false;
  }
}
