import { type FieldError, fail } from '../../errors/errors.ts';
import { splitId } from '../../graphql/globalId.ts';
import { decodeId } from '../../graphql/relations/lookup.ts';
import { normalizeUrl } from '../../values/acceptance/addresses.ts';
import { dayProblem } from '../../values/acceptance/days.ts';
import {
  identifierProblem,
  isNewSlug,
  NEW_SLUG,
  normalizeIdentifier,
  schemeProblem,
} from '../../values/acceptance/identifiers.ts';
import { centsFrom, type NumberRange, numberProblem, SHARE } from '../../values/acceptance/numbers.ts';
import { NAME, nameOf, TEXT, type TextForm, textProblem } from '../../values/acceptance/texts.ts';
import { containsPersonalAddress, parseGenericMailbox } from '../../values/personalAddresses.ts';
import { excerpt } from '../../values/text.ts';
import { type UrlProblem, urlProblem } from '../../values/urlProblem.ts';
import { INPUT_INVALID } from '../registerErrors.ts';

const MAXIMUM_LIST_LENGTH = 100;

/**
 * Collects the errors of a command's input, so that one response lists them all: errors of format, and errors that need the
 * register (an unknown slug, a date before another). Each check returns the value to write. A command calls
 * `throwIfAny` or `foundOrThrow` before it writes.
 */
export class InputErrors {
  readonly #fields: FieldError[] = [];

  /** Adds an error. A value has one error: the first. */
  add(path: string, problem: string): void {
    const field = `input.${path}`;
    if (!this.#fields.some((each) => each.path === field)) this.#fields.push({ path: field, problem });
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

  /** The key of a global id of a table; null for any other text. Adds an error for the id of a snapshot. */
  keyOfId(path: string, id: string, table: string): number | null {
    const { present, version } = splitId(id);
    if (version !== null) {
      this.add(
        path,
        `${excerpt(id, 60)} is the id of an object in a snapshot: give the id at present, ${excerpt(present, 60)}`,
      );
      return null;
    }
    const decoded = decodeId(id);
    return decoded?.table === table ? decoded.key : null;
  }

  /** Checks a text of several lines. Writes line ends as LF, normalizes to NFC and trims spaces; everything else is an error. */
  text(path: string, given: string, form: TextForm = TEXT): string {
    const text = (form.multiline ? given.replace(/\r\n?/g, '\n') : given).normalize('NFC').trim();
    const problem = textProblem(text, form);
    if (problem !== null) this.add(path, problem);
    // The register stores no personal data. Imports remove such addresses; a client must remove them itself.
    else if (containsPersonalAddress(text)) {
      this.add(path, 'contains an e-mail address that may be personal: remove it');
    }
    return problem === null ? text : '';
  }

  /** Like {@link text}, but returns null if no text is given. */
  optionalText(path: string, given: string | null | undefined): string | null {
    return given == null ? null : this.text(path, given);
  }

  /** Checks a text of one line, such as a name. */
  name(path: string, given: string, maximum = NAME.maximum): string {
    return this.text(path, given, nameOf(maximum));
  }

  /** Like {@link name}, but returns null if no name is given. */
  optionalName(path: string, given: string | null | undefined): string | null {
    return given == null ? null : this.name(path, given);
  }

  /** Checks the identifier of a person in another system. An e-mail address is allowed, because only its hash is stored. */
  identifierToHash(path: string, given: string, maximum: number): string {
    const text = given.normalize('NFC').trim();
    const problem = textProblem(text, nameOf(maximum));
    if (problem !== null) this.add(path, problem);
    return text;
  }

  /** Checks an identifier in another register, such as a SIREN. */
  identifier(path: string, given: { scheme: string; value: string }): { scheme: string; value: string } {
    const text = (each: string) => each.normalize('NFC').trim();
    const identifier = normalizeIdentifier(text(given.scheme), text(given.value));
    const problems = {
      scheme: schemeProblem(identifier.scheme),
      value: identifierProblem(identifier.scheme, identifier.value),
    };
    for (const part of ['scheme', 'value'] as const) {
      const problem = problems[part];
      if (problem !== null) this.add(`${path}.${part}`, problem);
      else if (containsPersonalAddress(identifier[part])) this.add(`${path}.${part}`, URL_PROBLEMS.PERSONAL);
    }
    return identifier;
  }

  /** Checks a new slug: lower-case letters without accents, digits, single hyphens and dots. */
  slug(path: string, given: string): string {
    if (!isNewSlug(given)) this.add(path, `${excerpt(given, 60)} is not a slug: use ${NEW_SLUG}`);
    return given;
  }

  /** Checks a web address. Writes its scheme in lower case, its host name in ASCII and the rest in NFC. */
  url(path: string, given: string): string {
    const url = normalizeUrl(given);
    const problem = urlProblem(url);
    // The URL is published with every release.
    if (problem !== null) this.add(path, URL_PROBLEMS[problem]);
    return url;
  }

  /**
   * Checks a day.
   * @param latest the last allowed day: today, for a fact of the past.
   */
  day(path: string, given: string, latest: string | null): void {
    const problem = dayProblem(given, latest);
    if (problem !== null) this.add(path, problem);
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

  /** Checks a number. Returns 0 for -0. */
  number(path: string, given: number, range: NumberRange): number {
    const problem = numberProblem(given, range);
    if (problem !== null) this.add(path, problem);
    return given + 0;
  }

  /** Checks an amount in euro cents. */
  cents(path: string, given: number | null | undefined, minimum = 0): number | null {
    return given == null ? null : this.number(path, given, centsFrom(minimum));
  }

  /** Checks a share, from 0 to 1. */
  share(path: string, given: number | null | undefined): number | null {
    return given == null ? null : this.number(path, given, SHARE);
  }

  /** Checks that a list has at most 100 values. Returns the first 100; an empty list if it is null or not given. */
  list<V>(path: string, given: readonly V[] | null | undefined): readonly V[] {
    const list = given ?? [];
    if (list.length > MAXIMUM_LIST_LENGTH) {
      this.add(path, `must have at most ${MAXIMUM_LIST_LENGTH} values (got ${list.length})`);
    }
    return list.slice(0, MAXIMUM_LIST_LENGTH);
  }

  /**
   * Checks that no value of a list is repeated.
   * @param keys the keys of the rows to which slugs lead: two slugs of one row are a repetition.
   */
  distinct(path: string, given: readonly string[], keys: ReadonlyMap<string, number> = new Map()): void {
    const identities = given.map((each) => keys.get(each) ?? each);
    given.forEach((each, at) => {
      if (identities.indexOf(identities[at] ?? each) < at)
        this.add(`${path}[${at}]`, `${excerpt(each, 60)} is given twice`);
    });
  }
}

const URL_PROBLEMS: Readonly<Record<UrlProblem, string>> = {
  RELATIVE: 'is not an absolute http or https URL',
  CREDENTIALS: 'contains a user name or a password: remove them',
  PERSONAL: 'contains an e-mail address that may be personal: remove it',
  FORM: 'is not an absolute http or https URL of at most 2,000 characters with a host name, without spaces, control characters and <>"{}|\\^`',
};
