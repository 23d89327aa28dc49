import type { ChangeNature } from '../domain/changes/Change.ts';
import {
  type ChangedRecordsFilter,
  changedRecords,
  changesOfRecords,
  type RecordRowChange,
  type VersionedRecord,
} from '../domain/changes/changedRecords.ts';
import { isDay } from '../values/acceptance/days.ts';
import { beyondEndPage, wrongParameterPage } from './lists/listErrorPages.ts';
import { PAGE, pageNumber, unknownParameter } from './lists/listRequest.ts';
import { LIST_OF_KIND } from './lists/lists.ts';
import type { PageContext, PageResult } from './queries/PageServer.ts';
import { changeItems, SHOWN_CHANGES } from './records/changesSection.ts';
import { dayElement, section } from './site/elements.ts';
import { calendarDayInFrench, typeset } from './site/french.ts';
import { type Html, html } from './site/html.ts';
import { ATOM_PATH, CHANGEMENTS_PATH, type Site } from './site/Site.ts';

/** The number of changed records of one page. */
const PAGE_SIZE = 50;

const [TYPE, DAY, VERSION] = ['type', 'jour', 'version'];
const PARAMETERS = [TYPE, DAY, VERSION, PAGE];

/** The kinds of records with a page each: the word of the filter, and the French label. */
const KINDS = [
  { table: 'startup', word: 'startup', label: 'Startups d’État', list: LIST_OF_KIND.STARTUP },
  { table: 'service', word: 'service', label: 'Services', list: LIST_OF_KIND.SERVICE },
  { table: 'entity', word: 'entite', label: 'Administrations et organisations', list: LIST_OF_KIND.ENTITY },
  { table: 'mission', word: 'mission', label: 'Missions', list: LIST_OF_KIND.MISSION },
] as const;

/** The kinds of records without a page, in French. */
const OTHERS: Readonly<Record<string, string>> = {
  agreement: 'Conventions',
  pain_point: 'Irritants',
  theme: 'Thématiques',
};

interface Selection extends ChangedRecordsFilter {
  readonly page: number;
}

/** `/changements`: the records that each version created, changed or removed, the last version first, with filters. */
export async function changementsPage({ site, parameters, reader, today }: PageContext): Promise<PageResult> {
  const selection = readSelection(parameters);
  if (typeof selection === 'string')
    return { page: wrongParameterPage(site, CHANGEMENTS_PATH, selection), status: 400 };
  const { page } = selection;
  const found = await changedRecords(reader, selection, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 });
  if (found.length === 0 && page > 1) {
    const first = { page: null, path: pathOf({ ...selection, page: 1 }) };
    return { page: beyondEndPage(site, first, page), status: 404 };
  }
  const records = found.slice(0, PAGE_SIZE);
  const changed = records.filter(({ nature }) => nature === 'UPDATED');
  const changes = await changesOfRecords(reader, changed, SHOWN_CHANGES + 1);
  const changesOf = new Map(changed.map((record, at) => [record, changes[at] ?? []]));
  const versions = [...new Set(records.map(({ version }) => version))];
  return {
    page: {
      title: page === 1 ? TITLE : `${TITLE}, page ${page}`,
      description: 'Les fiches que chaque version du registre a créées, modifiées ou supprimées.',
      path: pathOf(selection) === CHANGEMENTS_PATH ? CHANGEMENTS_PATH : null,
      section: CHANGEMENTS_PATH,
      main: html`<h1>${TITLE}</h1>
<p class="lead">Cette page liste les fiches que les versions du registre ont créées, modifiées ou supprimées, de la plus récente à la plus ancienne. Un <a href="${site.link(ATOM_PATH)}">fil Atom</a> permet de suivre ces changements.</p>
${filterForm(site, selection, today)}
${records.length === 0 && none(site, selection)}
${versions.map((version) =>
  versionSection(
    site,
    records.filter((record) => record.version === version),
    changesOf,
  ),
)}
${pagination(site, selection, found.length > PAGE_SIZE)}`,
    },
  };
}

const TITLE = 'Changements';

/** Reads the parameters of the URL. Returns a French sentence if one is wrong. */
function readSelection(parameters: URLSearchParams): Selection | string {
  const unknown = unknownParameter(parameters, PARAMETERS);
  if (unknown !== null) return unknown;
  const page = pageNumber(parameters);
  if (typeof page === 'string') return page;
  const [type, day, version] = [TYPE, DAY, VERSION].map((name) => parameters.get(name) || null);
  const kind = KINDS.find(({ word }) => word === type);
  if (type && !kind)
    return `Le filtre « ${TYPE} » n’a pas la valeur « ${type.slice(0, 50)} ». Les valeurs sont : ${KINDS.map(({ word }) => word).join(', ')}.`;
  if (day && !isDay(day)) return `« ${day.slice(0, 30)} » n’est pas un jour. Un jour s’écrit par exemple 2026-11-30.`;
  if (version && !/^[1-9]\d{0,8}$/.test(version))
    return `« ${version.slice(0, 20)} » n’est pas une version du registre. Une version est un nombre, par exemple 42.`;
  return { table: kind?.table ?? null, day: day ?? null, version: version ? Number(version) : null, page };
}

function pathOf({ table, day, version, page }: Selection): string {
  const parameters = new URLSearchParams();
  const kind = KINDS.find((each) => each.table === table);
  if (kind) parameters.set(TYPE, kind.word);
  if (day !== null) parameters.set(DAY, day);
  if (version !== null) parameters.set(VERSION, String(version));
  if (page > 1) parameters.set(PAGE, String(page));
  return parameters.size === 0 ? CHANGEMENTS_PATH : `${CHANGEMENTS_PATH}?${parameters}`;
}

/** The path of the changes of one version. */
export function versionPath(version: number): string {
  return pathOf({ table: null, day: null, version, page: 1 });
}

function filterForm(site: Site, selection: Selection, today: string): Html {
  const { table, day, version } = selection;
  const chips = [
    day !== null && ([calendarDayInFrench(day), { ...selection, day: null, page: 1 }] as const),
    version !== null && ([`Version ${version}`, { ...selection, version: null, page: 1 }] as const),
    table !== null &&
      ([KINDS.find((kind) => kind.table === table)?.label ?? table, { ...selection, table: null, page: 1 }] as const),
  ].filter((chip) => chip !== false);
  return html`<form class="search" action="${site.link(CHANGEMENTS_PATH)}">
<p><label for="type">Type de fiche</label> <select id="type" name="${TYPE}"><option value="">Toutes les fiches</option>${KINDS.map(
    ({ table: value, word, label }) =>
      html`<option value="${word}"${value === table && html` selected`}>${label}</option>`,
  )}</select></p>
<p><label for="jour">Jour</label> <input id="jour" name="${DAY}" type="date" value="${day ?? ''}" max="${today}"></p>
${version !== null && html`<input type="hidden" name="${VERSION}" value="${version}">`}<p><button>Filtrer</button></p>
</form>
${
  chips.length > 0 &&
  html`<ul class="chips" aria-label="Filtres appliqués">${chips.map(
    ([label, others]) =>
      html`<li><a href="${site.link(pathOf(others))}">${label} <span aria-hidden="true">×</span><span class="hidden"> (retirer ce filtre)</span></a></li>`,
  )}</ul>`
}`;
}

function none(site: Site, selection: Selection): Html {
  return pathOf(selection) === CHANGEMENTS_PATH
    ? html`<p>Aucun changement n’a encore été enregistré.</p>`
    : html`<p role="status">Aucun changement ne correspond à ces critères.</p>
<ul><li>Choisissez un autre jour ou un autre type de fiche.</li><li><a href="${site.link(CHANGEMENTS_PATH)}">Revenez à tous les changements.</a></li></ul>`;
}

/** The changed records of a version, by kind. */
function versionSection(
  site: Site,
  records: readonly VersionedRecord[],
  changesOf: ReadonlyMap<VersionedRecord, readonly RecordRowChange[]>,
): Html | null {
  const [first] = records;
  if (!first) return null;
  const tables = [...new Set(records.map(({ table }) => table))];
  const content = tables.map((table) => {
    const ofTable = records.filter((record) => record.table === table);
    const updated = ofTable.filter(({ nature }) => nature === 'UPDATED');
    return html`<h3>${KINDS.find((kind) => kind.table === table)?.label ?? OTHERS[table] ?? table}</h3>
${
  updated.length > 0 &&
  html`<ul class="changes">${updated.map(
    (record) => html`<li><p>${recordName(site, record)}</p>
${changeItems(changesOf.get(record) ?? [])}</li>
`,
  )}</ul>`
}${(['CREATED', 'REMOVED'] as const).map((nature) => nameList(site, nature, ofTable))}`;
  });
  return html`${section(`v${first.version}`, html`Version ${first.version}, ${dayElement(first.recordedAt)}`, content)}
`;
}

/** The names of the records that were created or removed; null without records. */
function nameList(site: Site, wanted: ChangeNature, records: readonly VersionedRecord[]): Html | null {
  const found = records.filter(({ nature }) => nature === wanted);
  if (found.length === 0) return null;
  const done = `${wanted === 'CREATED' ? 'créée' : 'supprimée'}${found.length < 2 ? '' : 's'}`;
  return html`<p>Fiche${found.length > 1 && 's'} ${done}&nbsp;: ${found.map(
    (record, at) => html`${at > 0 && ', '}${recordName(site, record)}`,
  )}.</p>
`;
}

/** The name of a record, with a link to its page if it still has one. */
function recordName(site: Site, { table, key, slug, name, isPresent }: VersionedRecord): Html {
  const text = typeset(name ?? slug ?? String(key));
  const kind = KINDS.find((each) => each.table === table);
  return kind && slug !== null && isPresent
    ? html`<a href="${site.link(`${kind.list.path}/${encodeURIComponent(slug)}`)}">${text}</a>`
    : html`${text}`;
}

function pagination(site: Site, selection: Selection, hasNext: boolean): Html | null {
  const { page } = selection;
  if (page === 1 && !hasNext) return null;
  const link = (to: number, label: string, rel: string) =>
    html`<li><a href="${site.link(pathOf({ ...selection, page: to }))}" rel="${rel}">${label}</a></li>`;
  return html`<nav class="pages" aria-label="Pages">
<ul>${page > 1 && link(page - 1, 'Plus récents', 'prev')}<li><span aria-current="page">Page ${page}</span></li>${hasNext && link(page + 1, 'Plus anciens', 'next')}</ul>
</nav>`;
}
