import type { FindingCode } from '../../findings/findingCodes.ts';
import type { SourceFinding } from '../../findings/findings.ts';
import type { MappedSource, MappedStartup } from '../../mappedSource.ts';

/** The values of a field that the source gave and the import rejected. */
export interface RejectedValues {
  field: string;
  rejected: number;
  /** The values that the source gave. */
  given: number;
}

/** A field whose rejected values are counted: its findings, and the values that were read. */
interface CountedField {
  readonly field: string;
  readonly subject: SourceFinding['subject'];
  readonly findings: RegExp;
  /** The number of values that the import understood. */
  read(mapped: MappedSource): number;
  /** Whether rejected values do not hold an import: the register rejects them on purpose. */
  readonly expected?: boolean;
}

const FIELDS: readonly CountedField[] = [
  {
    field: 'phases',
    subject: 'STARTUP',
    findings: /^(phases\[\d+\])(?:\.name|\.start)?$/,
    read: ({ startups }) =>
      sum(startups, ({ phases }) => phases.filter(({ name, startedOn }) => name !== null && startedOn !== null).length),
  },
  {
    field: 'events',
    subject: 'STARTUP',
    findings: /^(events\[\d+\])(?:\.name|\.date)?$/,
    read: lengthOf('events'),
  },
  {
    field: 'links',
    subject: 'STARTUP',
    findings: /^(link|repository|\w+_url)$/,
    read: lengthOf('links'),
  },
  { field: 'sponsors', subject: 'STARTUP', findings: /^(sponsors)$/, read: lengthOf('sponsors') },
  { field: 'incubators', subject: 'STARTUP', findings: /^(incubators)$/, read: lengthOf('incubators') },
  {
    field: 'accessibility_status',
    subject: 'STARTUP',
    findings: /^(accessibility_status)$/,
    read: ({ startups }) => startups.filter(({ accessibility }) => accessibility !== null).length,
  },
  {
    field: 'contact',
    subject: 'STARTUP',
    findings: /^(contact)$/,
    read: ({ startups }) => startups.filter(({ contact }) => contact !== null).length,
    expected: true,
  },
  { field: 'startups', subject: 'STARTUP', findings: /^(id|row)$/, read: ({ startups }) => startups.length },
  {
    field: 'organisations and incubators',
    subject: 'ENTITY',
    findings: /^(id|row)$/,
    read: ({ entities }) => entities.length,
  },
  {
    field: 'type',
    subject: 'ENTITY',
    findings: /^(type)$/,
    read: ({ entities, findings }) =>
      entities.filter(({ sourceId }) => sourceId.startsWith('organisation/')).length -
      findings.filter(({ code }) => code === 'KIND_UNKNOWN').length,
  },
  {
    field: 'members',
    subject: 'MEMBERSHIP',
    findings: /^(id|row)$/,
    read: ({ memberships }) => new Set(memberships.map(({ memberId }) => memberId)).size,
  },
  {
    field: 'missions.status',
    subject: 'MEMBERSHIP',
    findings: /^(missions\.status)$/,
    read: ({ memberships }) => memberships.filter(({ employment }) => employment !== null).length,
  },
  {
    field: 'missions.start and missions.end',
    subject: 'MEMBERSHIP',
    findings: /^(missions\.(?:start|end))$/,
    read: ({ memberships }) =>
      sum(memberships, ({ startedOn, endedOn }) => Number(startedOn !== null) + Number(endedOn !== null)),
  },
  {
    field: 'missions.startups',
    subject: 'MEMBERSHIP',
    findings: /^((?:missions\.)?startups|previously)$/,
    read: ({ memberships }) => memberships.filter(({ startup, isUnknown }) => startup !== null && !isUnknown).length,
  },
];

/** Findings of another outcome about a value that the import did not understand. */
const NOT_UNDERSTOOD: ReadonlySet<string> = new Set<FindingCode>(['PHASE_UNKNOWN', 'KIND_UNKNOWN']);
/** Rejected values that are right in themselves. */
const REPEATED: ReadonlySet<string> = new Set<FindingCode>(['PHASE_DUPLICATE', 'ORGANISATION_IS_PERSON']);

/** The fields with rejected values, in a fixed order. A value with two problems counts once. */
export function countRejected(mapped: MappedSource): RejectedValues[] {
  return FIELDS.flatMap((counted) => {
    const rejected = rejectedOf(counted, mapped.findings);
    return rejected === 0 ? [] : [{ field: counted.field, rejected, given: rejected + counted.read(mapped) }];
  });
}

/** Whether the register rejects values of a field on purpose. */
export function isExpected(field: string): boolean {
  return FIELDS.some((counted) => counted.field === field && counted.expected);
}

function rejectedOf({ subject, findings: pattern }: CountedField, findings: readonly SourceFinding[]): number {
  const values = new Set<string>();
  let unnamed = 0;
  for (const { subject: about, code, outcome, field, sourceId } of findings) {
    const path = about === subject ? pattern.exec(field)?.[1] : undefined;
    if (path === undefined || REPEATED.has(code) || !(outcome === 'REFUSED' || NOT_UNDERSTOOD.has(code))) continue;
    // Findings about members name no row, and the sponsors of one startup are several values.
    if (/\d\]$/.test(path)) values.add(`${sourceId} ${path}`);
    else unnamed += 1;
  }
  return values.size + unnamed;
}

function lengthOf(list: 'events' | 'links' | 'sponsors' | 'incubators') {
  return ({ startups }: MappedSource) => sum(startups, (startup: MappedStartup) => startup[list].length);
}

function sum<T>(rows: readonly T[], count: (row: T) => number): number {
  return rows.reduce((total, row) => total + count(row), 0);
}
