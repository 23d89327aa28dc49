import { type FieldFault, fail } from '../errors/errors.ts';
import { holdsPersonalAddress } from '../values/personalAddresses.ts';
import { excerpt } from '../values/text.ts';
import { INPUT_INVALID } from './registerErrors.ts';

/**
 * Gathers what is wrong with the input of a command, so that every fault is told at once: those of its shape, and those
 * that only the register knows (a slug of nothing, a date before another). Each check gives the value as it is to be
 * written; call {@link refuseIfAny} before anything is.
 */
export class InputFaults {
  readonly #fields: FieldFault[] = [];

  add(path: string, problem: string): void {
    this.#fields.push({ path: `input.${path}`, problem });
  }

  /** Refuses with INPUT_INVALID and the list of all faults, if there is any. */
  refuseIfAny(): void {
    if (this.#fields.length > 0) fail(INPUT_INVALID, { fields: this.#fields });
  }

  /** A text of one to `atMost` characters, in NFC and without blanks around. */
  text(path: string, given: string, atMost = 10_000): string {
    if (given.includes('\0') || !given.isWellFormed()) {
      this.add(path, 'holds U+0000 or half of a surrogate pair');
      return '';
    }
    const text = given.normalize('NFC').trim();
    if (this.#fits(path, text, atMost) && holdsPersonalAddress(text)) {
      // The register holds no person: imports take such addresses out, a command can ask its author to.
      this.add(path, 'holds an e-mail address that may be a person’s: leave it out');
    }
    return text;
  }
  /** What stands for someone in another system, only ever written as a hash: so it may be an address. */
  hashed(path: string, given: string, atMost: number): string {
    const text = given.normalize('NFC').trim();
    this.#fits(path, text, atMost);
    return text;
  }

  /** The same, where null and what is not given mean none. */
  optionalText(path: string, given: string | null | undefined, atMost = 10_000): string | null {
    return given == null ? null : this.text(path, given, atMost);
  }

  /** A new slug: lower case letters without accents, digits and hyphens, as URLs want them. */
  slug(path: string, given: string): string {
    if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(given) || given.length > 100) {
      this.add(
        path,
        `${excerpt(given, 60)} is not a slug: lower case letters, digits, single hyphens or dots, 100 at most`,
      );
    }
    return given;
  }

  /** The second of two days must not come before the first; either may be absent. */
  inOrder(path: string, day: string | null | undefined, other: string, otherDay: string | null | undefined): void {
    if (day != null && otherDay != null && day < otherDay) this.add(path, `${day} is before ${other}, ${otherDay}`);
  }

  /** An amount of euro cents that PostgreSQL's integer holds. */
  cents(path: string, given: number | null | undefined, atLeast = 0): number | null {
    if (given != null && given < atLeast) this.add(path, `${given} is less than ${atLeast} cents`);
    return given ?? null;
  }

  /** A part of a whole. */
  share(path: string, given: number | null | undefined): number | null {
    if (given != null && !(given >= 0 && given <= 1)) this.add(path, `${given} is not a share: give 0 to 1`);
    return given ?? null;
  }

  /** What a lookup found; a fault if it found nothing. */
  known<T>(path: string, asked: string, found: T | null | undefined, what: string): T | null {
    if (found == null) this.add(path, `no ${what} is ${excerpt(asked, 60)}`);
    return found ?? null;
  }

  #fits(path: string, text: string, atMost: number): boolean {
    // Zero-width characters alone look like nothing on any page.
    if (!/[^\p{C}\p{Z}\p{M}]/u.test(text)) this.add(path, 'is empty');
    else if (text.length > atMost) this.add(path, `is ${text.length} characters long, ${atMost} at most`);
    else return true;
    return false;
  }
}
