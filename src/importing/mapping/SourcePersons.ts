import { LRUCache } from 'lru-cache';
import type { MailboxContext } from '../../values/mailboxes.ts';
import { NAME_REMOVED, PersonNames } from '../../values/PersonNames.ts';
import type { SourceFinding } from '../findings/findings.ts';
import type { SourceMember, SourceStartup } from '../sources/betaGouvSchemas.ts';
import type { ParsedRow } from '../sources/readRows.ts';
import { bareId } from '../sources/sourceId.ts';
import { contactKey } from './repair.ts';

/**
 * The persons that a source names: its members, and the organisations that are a member. An import keeps neither their names nor their
 * ids, and only the mailboxes that are not theirs.
 */
export class SourcePersons {
  readonly names: PersonNames;
  readonly #sharedAddresses: ReadonlySet<string>;
  readonly #organisations = new Set<string>();
  /** Most texts of a source are short, and repeat: keys, dates, words of a list. */
  readonly #withoutNames = new LRUCache<string, string>({ max: 10_000, memoMethod: (text) => this.#removeNames(text) });

  constructor(members: Iterable<ParsedRow<SourceMember>>, startups: Iterable<ParsedRow<SourceStartup>>) {
    this.names = new PersonNames(persons(members));
    this.#sharedAddresses = addressesOfProducts(startups, SHARED_BY);
  }

  /**
   * The context in which the mailboxes of a row are judged.
   * @param names its slugs and names, and those of its incubators and sponsors.
   */
  mailboxesOf(...names: (string | null | undefined)[]): MailboxContext {
    return {
      names: names.flatMap((name) => name ?? []),
      shared: this.#sharedAddresses,
      persons: this.names,
    };
  }

  /** Leaves out an organisation that is a person. */
  addOrganisation(id: string): void {
    this.#organisations.add(bareId(id));
    this.#withoutNames.clear();
  }

  /** Whether the organisation of a reference is a person. */
  includes(reference: string): boolean {
    const id = bareId(reference);
    return this.#organisations.has(id) || this.names.includes(id);
  }

  /** A text of a source record: without the names of persons, and not the reference to one. */
  withoutNames(text: string): string {
    return text.length <= 100 ? this.#withoutNames.memo(text) : this.#removeNames(text);
  }

  /** The finding without names: the row of a person is not named either. */
  withoutNamesIn(finding: SourceFinding): SourceFinding {
    const { sourceId, before, after } = finding;
    const [, id = ''] = /^[^/]*\/(.*)$/s.exec(sourceId) ?? [];
    return {
      ...finding,
      sourceId: this.includes(id) ? '' : sourceId,
      before: before === null ? null : this.withoutNames(before),
      after: after === null ? null : this.withoutNames(after),
    };
  }

  #removeNames(text: string): string {
    return this.includes(text) ? NAME_REMOVED : this.names.remove(text);
  }
}

function* persons(members: Iterable<ParsedRow<SourceMember>>) {
  for (const { row } of members) yield { id: row.id, name: row.fullname };
}

/** A mailbox that so many products give is not that of a person. */
const SHARED_BY = 3;

function addressesOfProducts(startups: Iterable<ParsedRow<SourceStartup>>, atLeast: number): ReadonlySet<string> {
  const products = new Map<string, Set<string>>();
  for (const { id, row } of startups) {
    const address = contactKey(row.attributes.contact ?? '');
    products.set(address, (products.get(address) ?? new Set()).add(id));
  }
  return new Set([...products].filter(([, ids]) => ids.size >= atLeast).map(([address]) => address));
}
