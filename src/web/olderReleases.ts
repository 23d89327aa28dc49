import type { LatestRelease } from '../publishing/datasets/latestRelease.ts';
import { readIndex } from '../publishing/releases/releaseIndex.ts';
import { counted, dayInFrench } from './french.ts';
import { type Html, html } from './html.ts';
import { filesOfRelease } from './releaseFiles.ts';
import type { Site } from './site.ts';

const SHOWN_RELEASES = 10;

/** The last releases that have files of a dataset, this one first: what they are cited by, since they never change. */
export async function olderReleases(site: Site, latest: LatestRelease, dataset: string): Promise<Html | null> {
  const index = await readIndex(site.directory);
  const shown = await Promise.all(
    index.slice(0, SHOWN_RELEASES).map(async ({ name, version, instant }) => {
      const files = (await filesOfRelease(site, name)).filter((path) => isDataOf(dataset, path));
      return files.length === 0 ? null : line(site, { name, version, instant, files }, name === latest.name);
    }),
  );
  if (shown.every((release) => release === null)) return null;
  const others = index.length - SHOWN_RELEASES;
  return html`<p>Une version ne change jamais, sauf effacement de droit&nbsp;: citez celle que vous avez utilisée. Les adresses en <code>latest</code>, elles, suivent la dernière.</p>
<ul class="releases">${shown}
</ul>
${others > 0 && html`<p>Et ${counted(others, 'autre')}, dans <a href="${site.link('/exports/index.json')}">la liste de toutes les versions</a>.</p>`}`;
}

interface Shown {
  readonly name: string;
  readonly version: number;
  readonly instant: string;
  readonly files: readonly string[];
}

function line(site: Site, { name, version, instant, files }: Shown, isLatest: boolean): Html {
  return html`
<li><details><summary>Version ${version}, <time datetime="${instant}">${dayInFrench(new Date(instant))}</time>${isLatest && ' (la dernière)'}</summary>
<ul>${files.map((file) => html`<li><a href="${site.link(`/exports/${name}/${file}`)}">${name}/${file}</a></li>`)}</ul></details></li>`;
}

/** The CSV for programs, by which a release is read again years later. */
function isDataOf(dataset: string, path: string): boolean {
  return path.startsWith(`${dataset}/`) && /\/\w+\.csv$/.test(path);
}
