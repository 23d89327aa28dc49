import type { FindingCode } from '../../findings/findingCodes.ts';
import type { SourceFinding } from '../../findings/findings.ts';
import type { MappedEntity, MappedMembership, MappedStartup } from '../../mappedSource.ts';
import type { OnRow } from './importRuns.ts';

/** The values of a field that the source gave and the import rejected. */
export interface RejectedValues {
  field: string;
  rejected: number;
  /** The values that the source gave. */
  given: number;
}

/** A field whose rejected values are counted: its findings, and the number of values of a row that the import understood. */
interface CountedField {
  readonly field: string;
  readonly subject: SourceFinding['subject'];
  readonly findings: RegExp;
  startup?(row: MappedStartup): number;
  entity?(row: MappedEntity): number;
  membership?(row: MappedMembership): number;
  /** The finding of values that are kept although the import did not understand them. */
  readonly kept?: FindingCode;
  /** Whether rejected values do not hold an import: the register rejects them on purpose. */
  readonly expected?: boolean;
}

const MEMBERS = 'members';

const FIELDS: readonly CountedField[] = [
  {
    field: 'phases',
    subject: 'STARTUP',
    findings: /^(phases\[\d+\])(?:\.name|\.start)?$/,
    startup: ({ phases }) => phases.filter(({ name, startedOn }) => name !== null && startedOn !== null).length,
  },
  {
    field: 'events',
    subject: 'STARTUP',
    findings: /^(events\[\d+\])(?:\.name|\.date)?$/,
    startup: ({ events }) => events.length,
  },
  {
    field: 'links',
    subject: 'STARTUP',
    findings: /^(link|repository|\w+_url)$/,
    startup: ({ links }) => links.length,
  },
  { field: 'sponsors', subject: 'STARTUP', findings: /^(sponsors)$/, startup: ({ sponsors }) => sponsors.length },
  {
    field: 'incubators',
    subject: 'STARTUP',
    findings: /^(incubators)$/,
    startup: ({ incubators }) => incubators.length,
  },
  {
    field: 'accessibility_status',
    subject: 'STARTUP',
    findings: /^(accessibility_status)$/,
    startup: ({ accessibility }) => Number(accessibility !== null),
  },
  {
    field: 'contact',
    subject: 'STARTUP',
    findings: /^(contact)$/,
    startup: ({ contact }) => Number(contact !== null),
    expected: true,
  },
  { field: 'startups', subject: 'STARTUP', findings: /^(id|row)$/, startup: () => 1 },
  { field: 'organisations and incubators', subject: 'ENTITY', findings: /^(id|row)$/, entity: () => 1 },
  {
    field: 'type',
    subject: 'ENTITY',
    findings: /^(type)$/,
    entity: ({ sourceId }) => Number(sourceId.startsWith('organisation/')),
    kept: 'KIND_UNKNOWN',
  },
  { field: MEMBERS, subject: 'MEMBERSHIP', findings: /^(id|row)$/ },
  {
    field: 'missions.status',
    subject: 'MEMBERSHIP',
    findings: /^(missions\.status)$/,
    membership: ({ employment }) => Number(employment !== null),
  },
  {
    field: 'missions.start and missions.end',
    subject: 'MEMBERSHIP',
    findings: /^(missions\.(?:start|end))$/,
    membership: ({ startedOn, endedOn }) => Number(startedOn !== null) + Number(endedOn !== null),
  },
  {
    field: 'missions.startups',
    subject: 'MEMBERSHIP',
    findings: /^((?:missions\.)?startups|previously)$/,
    membership: ({ startup, isUnknown }) => Number(startup !== null && !isUnknown),
  },
];

/** Findings of another outcome about a value that the import did not understand. */
const NOT_UNDERSTOOD: ReadonlySet<string> = new Set<FindingCode>(['PHASE_UNKNOWN', 'KIND_UNKNOWN']);
/** Rejected values that are right in themselves. */
const REPEATED: ReadonlySet<string> = new Set<FindingCode>(['PHASE_DUPLICATE', 'ORGANISATION_IS_PERSON']);

/** Counts the values of each field, and those that were rejected. A value with two problems counts once. */
export class RejectedValueCounter {
  /** The numbers of values that the import understood. */
  readonly #read = new Map<string, number>();

  /** Counts the values of a row. */
  readonly add: OnRow = (row) => {
    for (const { field, startup, entity, membership } of FIELDS) {
      if (startup && row.startup) this.#add(field, startup(row.startup));
      if (entity && row.entity) this.#add(field, entity(row.entity));
      if (membership && row.membership) this.#add(field, membership(row.membership));
    }
  };

  /** The fields with rejected values, in a fixed order, after all rows were added. */
  counts(findings: Iterable<SourceFinding>, members: number): RejectedValues[] {
    const rejected = rejectedValues(findings);
    this.#add(MEMBERS, members);
    for (const { code } of findings) for (const { field, kept } of FIELDS) if (kept === code) this.#add(field, -1);
    return FIELDS.flatMap(({ field }) => {
      const count = rejected.get(field) ?? 0;
      return count === 0 ? [] : [{ field, rejected: count, given: count + (this.#read.get(field) ?? 0) }];
    });
  }

  #add(field: string, count: number): void {
    this.#read.set(field, (this.#read.get(field) ?? 0) + count);
  }
}

/** Whether the register rejects values of a field on purpose. */
export function isExpected(field: string): boolean {
  return FIELDS.some((counted) => counted.field === field && counted.expected);
}

/** The number of rejected values of each field. */
function rejectedValues(findings: Iterable<SourceFinding>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { subject, code, outcome, field: path, sourceId } of findings) {
    if (REPEATED.has(code) || !(outcome === 'REFUSED' || NOT_UNDERSTOOD.has(code))) continue;
    for (const counted of FIELDS) {
      const value = counted.subject === subject ? counted.findings.exec(path)?.[1] : undefined;
      if (value === undefined) continue;
      // Findings about members name no row, and the sponsors of one startup are several values.
      const key = /\d\]$/.test(value) ? `${counted.field} ${sourceId} ${value}` : null;
      if (key !== null && seen.has(key)) continue;
      if (key !== null) seen.add(key);
      counts.set(counted.field, (counts.get(counted.field) ?? 0) + 1);
    }
  }
  return counts;
}
