import { LATEST } from '../../publishing/exportsDirectory/releaseFiles.ts';
import { readIndex } from '../../publishing/exportsDirectory/releaseIndex.ts';
import type { Dataset } from '../../publishing/graphql/Dataset.ts';
import type { LatestRelease } from '../../publishing/graphql/Releases.ts';
import { dayElement } from '../site/elements.ts';
import { counted } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { catalogued } from './jsonLd.ts';
import { filesOfRelease } from './releaseFiles.ts';

const NEWS = 'NOUVEAUTES.md';
const NEWS_AS_DATA = ['changements.csv', 'changements.json'];
const MAX_LINES = 150;

/** The changes since the previous release; null when the release does not list them. */
export async function news(site: Site, release: LatestRelease): Promise<Html | null> {
  const lines = await readNews(site, release.name);
  return (
    lines &&
    html`${shownNews(site, LATEST, lines)}
${await newsAsData(site, release)}`
  );
}

/** The first lines of NOUVEAUTES.md. @param folder the name of the release, or `latest`. */
export function shownNews(site: Site, folder: string, lines: readonly string[]): Html {
  return html`${paragraphs(lines.slice(0, MAX_LINES))}
${lines.length > MAX_LINES && html`<p>La suite se trouve dans le fichier <a href="${site.address(`/exports/${folder}/${NEWS}`)}">${NEWS}</a>.</p>`}`;
}

/** The changes of one dataset since the previous release; null when the release does not list them. */
export async function datasetNews(site: Site, release: LatestRelease, dataset: Dataset): Promise<Html | null> {
  const lines = await readNews(site, release.name);
  return (
    lines &&
    html`${shownNews(site, LATEST, newsOf(dataset, lines))}
<p><a href="${site.link('/donnees#nouveautes')}">Toutes les nouveautés de cette version</a></p>
${await newsAsData(site, release)}`
  );
}

/** The lines about the tables of a dataset. A dataset that is derived from all the others has the news of all tables. */
export function newsOf({ slug, tables }: Dataset, lines: readonly string[]): readonly string[] {
  if (catalogued(slug)?.tables.every(({ isDerived }) => isDerived)) return lines;
  return lines.filter((line) => tables.some(({ title }) => line.startsWith(`- ${title} : `)));
}

/** The lines of the NOUVEAUTES.md of a release; null without one. */
export async function readNews(site: Site, release: string): Promise<string[] | null> {
  return (await site.file(release, NEWS))?.split('\n') ?? null;
}

async function newsAsData(site: Site, release: LatestRelease): Promise<Html | null> {
  const existing = new Set(await filesOfRelease(site, release.name));
  const files = NEWS_AS_DATA.filter((file) => existing.has(file));
  if (files.length === 0) return null;
  const links = files.map((file, at) => html`${at > 0 && ', '}<a href="${latestFile(site, file)}">${file}</a>`);
  return html`<p>Le détail de chaque cellule modifiée se trouve dans&nbsp;: ${links}.</p>`;
}

function latestFile(site: Site, file: string): string {
  return site.link(`/exports/${LATEST}/${file}`);
}

/** Renders the subset of Markdown that NOUVEAUTES.md uses: titles, list items and paragraphs. */
function paragraphs(lines: readonly string[]): Html[] {
  const blocks: Html[] = [];
  let items: Html[] = [];
  const endList = () => {
    if (items.length > 0) blocks.push(html`<ul>${items}</ul>`);
    items = [];
  };
  for (const line of lines) {
    const [, mark = '', source = ''] = /^(#+|-)?\s*(.*)$/.exec(line) ?? [];
    const text = source.replaceAll(/\\(.)/g, '$1');
    if (mark === '-') {
      items.push(html`<li>${text}</li>`);
      continue;
    }
    endList();
    // The title of the file repeats the title of the section.
    if (mark !== '#' && text !== '') blocks.push(mark === '' ? html`<p>${text}</p>` : html`<h3>${text}</h3>`);
  }
  endList();
  return blocks;
}

const MAX_RELEASES = 10;

/** The last releases that contain a dataset, the latest first, with permanent links for citations. */
export async function releaseHistory(site: Site, latest: LatestRelease, dataset: string): Promise<Html | null> {
  const index = await readIndex(site.directory);
  const items = await Promise.all(
    index.slice(0, MAX_RELEASES).map(async ({ name, version, instant }) => {
      const files = (await filesOfRelease(site, name)).filter((path) => isCsvOf(dataset, path));
      if (files.length === 0) return null;
      return html`
<li><details><summary>Version ${version}, ${dayElement(new Date(instant), instant)}${name === latest.name && ' (la dernière)'}</summary>
<ul>${files.map((file) => html`<li><a href="${site.link(`/exports/${name}/${file}`)}">${name}/${file}</a></li>`)}</ul></details></li>`;
    }),
  );
  if (items.every((item) => item === null)) return null;
  const others = index.length - MAX_RELEASES;
  return html`<p>Une version publiée ne change jamais, sauf en cas d’effacement demandé au titre du RGPD. Citez la version que vous avez utilisée. Les adresses qui contiennent <code>latest</code> désignent toujours la dernière version.</p>
<ul class="releases">${items}
</ul>
${others > 0 && html`<p>${counted(others, 'autre version figure', 'autres versions figurent')} dans <a href="${site.link('/exports/index.json')}">la liste de toutes les versions</a>.</p>`}`;
}

/** Excludes `.tableur.csv`, the CSV for spreadsheets. */
function isCsvOf(dataset: string, path: string): boolean {
  return path.startsWith(`${dataset}/`) && /\/\w+\.csv$/.test(path);
}
