import { ACCESSIBILITIES, type Accessibility } from '../../domain/startups/Accessibility.ts';
import type { LinkKind } from '../../domain/startups/LinkKind.ts';
import type { DesiredStartup } from '../desired.ts';
import type { Notebook, Page } from '../findings/FindingCollector.ts';
import { repairContact } from '../repair/repairContact.ts';
import { repairDate } from '../repair/repairDate.ts';
import { repairUrl } from '../repair/repairUrl.ts';
import type { SourceIncubator, SourcePhase, SourceStartup } from '../sources/betaGouvShapes.ts';
import type { Row } from '../sources/readRows.ts';
import { bareId, identified, resolved } from './mapIds.ts';
import { nameOf } from './mapOrganisations.ts';
import { mapPhases } from './mapPhases.ts';
import { LONGEST_NAME, repairFreeText } from './repair.ts';
import { keptRecord } from './sanitizeRecord.ts';

/** What a startup refers to: the slug of each organisation and incubator by its id, and the comments of phases. */
export interface StartupReferences {
  organisations: ReadonlyMap<string, string>;
  incubators: ReadonlyMap<string, string>;
  comments: PhaseComments;
}

/** Startups keep their id as slug. */
export function mapStartups(
  rows: readonly Row<SourceStartup>[],
  references: StartupReferences,
  book: Notebook,
): DesiredStartup[] {
  return identified(rows, book, 'STARTUP', 'startup').map(({ row, raw, id, page }): DesiredStartup => {
    const source = row.attributes;
    const commentOf = (phase: SourcePhase) => references.comments.get(phaseKey(id, phase)) ?? null;
    return {
      sourceId: `startup/${id}`,
      record: keptRecord(raw, page),
      slug: id,
      name: nameOf(source.name, id, page),
      pitch: page.keep('pitch', repairFreeText(source.pitch)),
      contact: page.keep('contact', repairContact(source.contact)),
      accessibility: accessibilityOf(source.accessibility_status, page),
      topics: wordsOf(source.thematiques, 'thematiques', page),
      technologies: wordsOf(source.technos, 'technos', page),
      phases: mapPhases(source.phases, commentOf, page),
      incubators: resolved(incubatorIdsOf(row), references.incubators, page, 'incubators'),
      sponsors: resolved(source.sponsors, references.organisations, page, 'sponsors'),
      events: eventsOf(source.events, page),
      links: linksOf(source, page),
    };
  });
}

/** Comments of phases by {@link phaseKey}: startups.json leaves them out, incubators.json has them. */
export type PhaseComments = ReadonlyMap<string, string>;

export function phaseComments(incubators: readonly Row<SourceIncubator>[]): PhaseComments {
  const comments = new Map<string, string>();
  for (const { row } of incubators) {
    for (const { id, phases } of row.startups ?? []) {
      for (const phase of phases) {
        const key = phaseKey(bareId(id), phase);
        if (phase.comment && !comments.has(key)) comments.set(key, phase.comment);
      }
    }
  }
  return comments;
}

function phaseKey(startup: string, { name, start }: SourcePhase): string {
  return JSON.stringify([startup, name, start]);
}

/** The historical incubator first: it is not always the first listed. It is also listed, which is no repetition. */
function incubatorIdsOf({ relationships }: SourceStartup): string[] {
  const historical = relationships?.incubator?.data?.id;
  const all = (relationships?.incubators?.data ?? []).map(({ id }) => id);
  return historical === undefined ? all : [historical, ...all.filter((id) => bareId(id) !== bareId(historical))];
}

const ACCESSIBILITY_OF_WORD = new Map<string, Accessibility>([
  [ACCESSIBILITIES.words.NONE, 'NONE'],
  [ACCESSIBILITIES.words.PARTIAL, 'PARTIAL'],
  [ACCESSIBILITIES.words.FULL, 'FULL'],
]);

function accessibilityOf(raw: string | null, page: Page): Accessibility | null {
  const word = page.keep('accessibility_status', repairFreeText(raw, LONGEST_NAME));
  if (word === null) return null;
  const accessibility = ACCESSIBILITY_OF_WORD.get(word) ?? null;
  if (accessibility === null) page.note('ACCESSIBILITY_UNKNOWN', 'accessibility_status', word);
  return accessibility;
}

/** Free words, each once. Variants of case are kept: which one is right is not ours to say. */
function wordsOf(raws: readonly (string | null)[], field: string, page: Page): string[] {
  const words = new Set<string>();
  for (const raw of raws) {
    const word = page.keep(field, repairFreeText(raw, LONGEST_NAME));
    if (word === null) continue;
    if (words.has(word)) page.note('DUPLICATE_VALUE', field, raw, word);
    words.add(word);
  }
  return [...words];
}

function eventsOf(rows: SourceStartup['attributes']['events'], page: Page): DesiredStartup['events'] {
  return rows.flatMap((row, index) => {
    const path = `events[${index}]`;
    const kind = page.keep(`${path}.name`, repairFreeText(row.name, LONGEST_NAME));
    if (kind === null) page.note('EVENT_REFUSED', path, row.date);
    const on = page.keep(`${path}.date`, repairDate(row.date));
    if (on === null && !row.date) page.note('DATE_INVALID', `${path}.date`);
    const comment = page.keep(`${path}.comment`, repairFreeText(row.comment));
    return kind === null || on === null ? [] : [{ kind, on, comment }];
  });
}

const LINK_FIELDS = [
  ['link', 'WEBSITE'],
  ['repository', 'REPOSITORY'],
  ['stats_url', 'STATISTICS'],
  ['budget_url', 'BUDGET'],
  ['impact_url', 'IMPACT'],
  ['dashlord_url', 'DASHLORD'],
  ['analyse_risques_url', 'RISK_ANALYSIS'],
] as const satisfies readonly (readonly [string, LinkKind])[];

function linksOf(source: SourceStartup['attributes'], page: Page): DesiredStartup['links'] {
  return LINK_FIELDS.flatMap(([field, kind]) => {
    const url = page.keep(field, repairUrl(source[field]));
    return url === null ? [] : [{ kind, url }];
  });
}
