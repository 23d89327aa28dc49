import type { Dataset } from '../publishing/datasets/Dataset.ts';
import type { LatestRelease } from '../publishing/datasets/latestRelease.ts';
import { LATEST } from '../publishing/releases/releaseFiles.ts';
import { type Html, html } from './html.ts';
import { filesOfRelease } from './releaseFiles.ts';
import type { Site } from './site.ts';

const IN_WORDS = 'NOUVEAUTES.md';
const AS_DATA = ['changements.csv', 'changements.json'];
const SHOWN_LINES = 150;

/** What changed since the release before, as the release tells it in words; null when it does not. */
export async function news(site: Site, release: LatestRelease): Promise<Html | null> {
  const lines = await linesOfNews(site, release);
  if (lines === null) return null;
  const more = lines.length > SHOWN_LINES;
  return html`${paragraphs(lines.slice(0, SHOWN_LINES))}
${more && html`<p>La suite est dans <a href="${address(site, IN_WORDS)}">${IN_WORDS}</a>.</p>`}
${await asData(site, release)}`;
}

/** The same for one dataset: what is said of its tables, and where the rest is. */
export async function newsOf(site: Site, release: LatestRelease, { tables }: Dataset): Promise<Html | null> {
  const lines = await linesOfNews(site, release);
  if (lines === null) return null;
  const told = lines.filter((line) => tables.some(({ title }) => line.startsWith(`- ${title} : `)));
  return html`${paragraphs(told)}
<p><a href="${site.link('/donnees#nouveautes')}">Toutes les nouveautés de cette version</a></p>
${await asData(site, release)}`;
}

async function linesOfNews(site: Site, release: LatestRelease): Promise<string[] | null> {
  return (await site.file(release.name, IN_WORDS))?.split('\n') ?? null;
}

async function asData(site: Site, release: LatestRelease): Promise<Html | null> {
  const there = new Set(await filesOfRelease(site, release.name));
  const files = AS_DATA.filter((file) => there.has(file));
  if (files.length === 0) return null;
  const links = files.map((file, at) => html`${at > 0 && ', '}<a href="${address(site, file)}">${file}</a>`);
  return html`<p>Cellule par cellule&nbsp;: ${links}.</p>`;
}

function address(site: Site, file: string): string {
  return site.link(`/exports/${LATEST}/${file}`);
}

/** The little of Markdown that the news are written in: titles, items and paragraphs, all shown as text. */
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
    // The title of the file says what the title of the section already does.
    if (mark !== '#' && text !== '') blocks.push(mark === '' ? html`<p>${text}</p>` : html`<h3>${text}</h3>`);
  }
  endList();
  return blocks;
}
