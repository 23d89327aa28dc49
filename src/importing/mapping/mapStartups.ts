import type { LinkKind } from '../../domain/startups/Link.ts';
import type { Accessibility } from '../../domain/startups/Startup.ts';
import type { FindingCollector, FindingReporter } from '../findings/FindingCollector.ts';
import type { MappedStartup } from '../mappedSource.ts';
import type { SourceStartup } from '../sources/betaGouvSchemas.ts';
import { identifiedRows, type ParsedRow } from '../sources/readRows.ts';
import { bareId, idOfPath, isValidId } from '../sources/sourceId.ts';
import type { SlugsById } from './findSlug.ts';
import { nameOf, resolveEntities } from './mapEntities.ts';
import { mapPhases, type PhaseComments } from './mapPhases.ts';
import { readWord } from './readWord.ts';
import { repairContact, repairDate, repairFreeText, repairName, repairUrl } from './repair.ts';
import { repairMarkdown } from './repairMarkdown.ts';
import type { SourcePersons } from './SourcePersons.ts';
import { sanitizeRecord } from './sanitizeRecord.ts';

/** The rows that startups refer to. */
interface StartupReferences {
  organisations: SlugsById;
  incubators: SlugsById;
  /** The names of organisations and incubators, by slug. */
  names: ReadonlyMap<string, string>;
  comments: PhaseComments;
  persons: SourcePersons;
}

/** The slug of a startup is its id. */
export function* mapStartups(
  rows: Iterable<ParsedRow<SourceStartup>>,
  { organisations, incubators, names, comments, persons }: StartupReferences,
  findings: FindingCollector,
): Generator<MappedStartup> {
  for (const { id, row, raw, reporter } of identifiedRows('startup', rows, findings)) {
    const source = row.attributes;
    const formerIds = formerIdsOf(id, source.redirect_from, reporter);
    const incubatorSlugs = resolveEntities(incubatorIds(row), incubators, persons, reporter, 'incubators');
    const sponsors = resolveEntities(source.sponsors, organisations, persons, reporter, 'sponsors');
    const entities = [...incubatorSlugs, ...sponsors];
    const mailboxes = persons.mailboxesOf(id, source.name, ...entities, ...entities.map((slug) => names.get(slug)));
    yield {
      sourceId: `startup/${id}`,
      ...(formerIds.length > 0 && { formerIds }),
      record: sanitizeRecord(raw, persons, mailboxes, reporter),
      slug: id,
      name: nameOf(source.name, id, reporter),
      pitch: reporter.reportRepairs('pitch', repairFreeText(source.pitch)),
      contact: reporter.reportRepairs('contact', repairContact(source.contact, mailboxes)),
      accessibility: accessibilityOf(source.accessibility_status, reporter),
      topics: wordsOf(source.thematiques, 'thematiques', reporter),
      technologies: wordsOf(source.technos, 'technos', reporter),
      hasRiskAnalysis: riskAnalysisOf(source.analyse_risques, reporter),
      description: reporter.reportRepairs(BODY, repairMarkdown(source[BODY], mailboxes)),
      phases: mapPhases(id, source.phases, comments, reporter),
      incubators: incubatorSlugs,
      sponsors,
      events: eventsOf(source.events, reporter),
      links: linksOf(source, reporter),
    };
  }
}

/** The ids at the source under which the startup had its page before. */
function formerIdsOf(id: string, paths: readonly string[], reporter: FindingReporter): string[] {
  const ids = paths.flatMap((path) => {
    const former = idOfPath(path);
    if (isValidId(former)) return former === id ? [] : [`startup/${former}`];
    reporter.report('FORMER_ID_INVALID', 'redirect_from', path);
    return [];
  });
  return [...new Set(ids)];
}

/** The first incubator of the startup, then the others. The source lists the first one twice, not always at the start. */
function incubatorIds({ relationships }: SourceStartup): string[] {
  const first = relationships?.incubator?.data?.id;
  const all = (relationships?.incubators?.data ?? []).map(({ id }) => id);
  return first === undefined ? all : [first, ...all.filter((id) => bareId(id) !== bareId(first))];
}

function accessibilityOf(raw: string | null, reporter: FindingReporter): Accessibility | null {
  const word = reporter.reportRepairs('accessibility_status', repairName(raw));
  const known = readWord('ACCESSIBILITY', word, reporter, {
    path: 'accessibility_status',
    unknown: 'ACCESSIBILITY_UNKNOWN',
  });
  return known?.code ?? null;
}

const BODY = 'content_url_encoded_markdown';

/** The source gives `true` or nothing: the absence of a declaration is not a denial. */
function riskAnalysisOf(raw: string | null, reporter: FindingReporter): boolean | null {
  const word = reporter.reportRepairs('analyse_risques', repairName(raw));
  if (word !== null && !['true', 'false'].includes(word))
    reporter.report('RISK_ANALYSIS_UNKNOWN', 'analyse_risques', word);
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** Each word once. Words that differ by case are different: the register does not choose between them. */
function wordsOf(raws: readonly (string | null)[], field: string, reporter: FindingReporter): string[] {
  const words = new Set<string>();
  for (const raw of raws) {
    const word = reporter.reportRepairs(field, repairName(raw));
    if (word === null) continue;
    if (words.has(word)) reporter.report('DUPLICATE_VALUE', field, raw, word);
    words.add(word);
  }
  return [...words];
}

function eventsOf(rows: SourceStartup['attributes']['events'], reporter: FindingReporter): MappedStartup['events'] {
  return rows.flatMap((row, index) => {
    const path = `events[${index}]`;
    const kind = reporter.reportRepairs(`${path}.name`, repairName(row.name));
    if (kind === null) reporter.report('EVENT_REFUSED', path, row.date);
    const known = readWord('EVENT', kind, reporter, { path: `${path}.name`, unknown: 'EVENT_KIND_UNKNOWN' });
    const on = reporter.reportRepairs(`${path}.date`, repairDate(row.date));
    if (!row.date) reporter.report('DATE_INVALID', `${path}.date`);
    const comment = reporter.reportRepairs(`${path}.comment`, repairFreeText(row.comment));
    return kind === null || on === null ? [] : [{ kind, on, comment, kindLabel: known?.label ?? null }];
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

function linksOf(source: SourceStartup['attributes'], reporter: FindingReporter): MappedStartup['links'] {
  return LINK_FIELDS.flatMap(([field, kind]) => {
    const url = reporter.reportRepairs(field, repairUrl(source[field]));
    return url === null ? [] : [{ kind, url }];
  });
}
