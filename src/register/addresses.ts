import { genericMailbox } from '../values/personalAddresses.ts';
import type { InputFaults } from './InputFaults.ts';

/** A web address as it is kept, its scheme in lower case. What the scalar lets through may still hold odd blanks. */
export function webAddress(faults: InputFaults, path: string, given: string): string {
  if (/[\s\p{C}\p{Z}]/u.test(given)) faults.add(path, 'holds a blank or a control character');
  // It would be published with every release.
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(given)) faults.add(path, 'holds a user name or a password: leave them out');
  return given.replace(/^https?/i, (scheme) => scheme.toLowerCase());
}

/** The address of a mailbox, which must not be a person's: the register holds no person. The fault doesn't quote it. */
export function mailbox(faults: InputFaults, path: string, given: string): string {
  const address = genericMailbox(given.trim());
  if (address === null) {
    faults.add(
      path,
      'is not the address of a generic mailbox, such as contact@… or equipe@…; those of people are not kept',
    );
  }
  return address ?? '';
}
