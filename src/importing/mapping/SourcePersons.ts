import { NAME_REMOVED, PersonNames } from '../../values/PersonNames.ts';
import type { SourceFinding } from '../findings/findings.ts';
import type { SourceMember } from '../sources/betaGouvSchemas.ts';
import type { ParsedRow } from '../sources/readRows.ts';
import { bareId } from '../sources/sourceId.ts';

/** The persons that a source names: its members, and the organisations that are a member. An import keeps neither their names nor their ids. */
export class SourcePersons {
  readonly names: PersonNames;
  readonly #organisations = new Set<string>();

  constructor(members: readonly ParsedRow<SourceMember>[]) {
    this.names = new PersonNames(members.map(({ row }) => ({ id: row.id, name: row.fullname })));
  }

  /** Leaves out an organisation that is a person. */
  addOrganisation(id: string): void {
    this.#organisations.add(bareId(id));
  }

  /** Whether a reference is to a person. */
  includes(reference: string): boolean {
    const id = bareId(reference);
    return this.#organisations.has(id) || this.names.includes(id);
  }

  /** A text of a source record: without the names of persons, and not the reference to one. */
  withoutNames(text: string): string {
    return this.includes(text) ? NAME_REMOVED : this.names.remove(text);
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
}
