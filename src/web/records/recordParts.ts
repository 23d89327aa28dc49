import type { Queries } from '../queries/queryTypes.ts';
import { section } from '../site/elements.ts';
import { calendarDayInFrench, counted, dayInFrench } from '../site/french.ts';
import { type Html, type HtmlValue, html } from '../site/html.ts';
import { SITE_NAME, type Site } from '../site/Site.ts';

/** A record that another one names. */
export interface NamedRecord {
  readonly slug: string;
  readonly name: string;
  readonly acronym?: string | null;
}

/** A calendar day, `YYYY-MM-DD`. */
export function day(value: string): Html {
  return html`<time datetime="${value}">${calendarDayInFrench(value)}</time>`;
}

/** The day of an instant. */
export function dayOfInstant(value: string): Html {
  return html`<time datetime="${value}">${dayInFrench(new Date(value))}</time>`;
}

/** A list of facts: `[label, value]`. Facts without a value are left out. */
export function facts(pairs: readonly (readonly [label: string, value: HtmlValue])[]): Html {
  const present = pairs.filter(([, value]) => value !== null && value !== false && value !== '');
  return html`<dl class="facts">
${present.map(
  ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>
`,
)}</dl>`;
}

/** Links to records, separated by commas; null without records. */
export function links(site: Site, folder: string, records: readonly NamedRecord[]): HtmlValue {
  if (records.length === 0) return null;
  return records.map(
    ({ slug, name, acronym }, at) =>
      html`${at > 0 && ', '}<a href="${site.link(`${folder}/${slug}`)}">${name}${acronym ? ` (${acronym})` : null}</a>`,
  );
}

/** A list of records with one line about each, and how many others there are. */
export function recordList<R extends NamedRecord>(
  site: Site,
  folder: string,
  { nodes, totalCount = nodes.length }: { readonly nodes: readonly R[]; readonly totalCount?: number },
  about: (record: R) => HtmlValue,
  whole: string | null = null,
): Html {
  const others = totalCount - nodes.length;
  return html`<ul class="records">${nodes.map(
    (
      record,
    ) => html`<li><a href="${site.link(`${folder}/${record.slug}`)}">${record.name}</a> <span class="muted">${about(record)}</span></li>
`,
  )}</ul>${
    whole !== null && others > 0
      ? html`<p><a href="${site.link(whole)}">Voir les ${counted(totalCount, 'résultat')}</a></p>`
      : others > 0 && html`<p class="muted">Et ${counted(others, 'autre')}.</p>`
  }`;
}

type Findings = NonNullable<Queries['Startup']['data']['importFindings']>;
type Sources = NonNullable<Queries['Startup']['data']['importSources']>;

/** Where a record comes from, what the imports repaired in it, and how to cite it. */
export function provenance(
  site: Site,
  {
    path,
    name,
    updatedAt,
    version,
  }: { readonly path: string; readonly name: string; readonly updatedAt: string; readonly version: number },
  findings: Findings | null,
  sources: Sources | null,
): Html {
  const known = findings?.nodes ?? [];
  return section(
    'source',
    'Source et citation',
    html`${
      (sources ?? []).length > 0 &&
      html`<p>Le registre réunit&nbsp;: ${(sources ?? []).map(
        ({ title, url, importedAt }, at) =>
          html`${at > 0 && '\u00a0; '}${url === null ? title : html`<a href="${url}" rel="noreferrer">${title}</a>`}, lu le ${dayOfInstant(importedAt)}`,
      )}. Cette fiche a changé pour la dernière fois le ${dayOfInstant(updatedAt)}.</p>`
    }
${
  known.length > 0 &&
  html`<details><summary>${counted(findings?.totalCount ?? 0, 'constat')} des imports sur cette fiche</summary>
<ul>${known.map(
    ({ field, before, after }) =>
      html`<li>${field}&nbsp;: ${before ?? '(vide)'}${after !== null && after !== before && html` → ${after}`}</li>
`,
  )}</ul>
<p class="muted">Les <a href="${site.link('/donnees/constats')}">constats</a> expliquent chaque règle.</p></details>`
}
<details><summary>Citer cette fiche</summary>
<p>${SITE_NAME}, «&nbsp;${name}&nbsp;», version ${version}, <a href="${site.address(path)}">${site.address(path)}</a>.</p></details>`,
  );
}

/** An address as a link that shows its host and path. */
export function externalLink(url: string): Html {
  return html`<a href="${url}" rel="noreferrer">${url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}</a>`;
}
