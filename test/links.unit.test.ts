import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/packageRoot.ts';
import { anchorOf } from '../tools/generate/examplesPage.ts';
import { CODE_BLOCK, readRepositoryFile, repositoryFiles } from './support/repositoryFiles.ts';

const pages = repositoryFiles().filter((path) => path.endsWith('.md'));

describe('the links of Markdown files', () => {
  test('are found', () => {
    expect(pages.flatMap(linksIn).length).toBeGreaterThan(100);
  });

  test.each(pages)('%s: every relative link leads to a file, and to a heading of it if it has an anchor', (page) => {
    expect(linksIn(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

test('docs/README.md lists every page of docs/', () => {
  const pagesOfDocs = readdirSync(join(packageRoot, 'docs')).filter(
    (name) => /\.md$/.test(name) && name !== 'README.md',
  );
  const listed = new Set(linksIn('docs/README.md'));
  expect(pagesOfDocs.filter((name) => !listed.has(name))).toEqual([]);
});

/** The targets of the relative links and images of a page. */
function linksIn(page: string): string[] {
  const prose = withoutCode(page).replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)|^\[[^\]\n]+\]: (\S+)/gm)].map(
    ([, inline, reference]) => inline ?? reference ?? '',
  );
  return targets.filter((target) => !/^[a-z]+:/i.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(packageRoot, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).has(anchor);
}

/** The anchors of the headings of a page; the second heading of the same name has `-1` at its end. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ''] of withoutCode(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

/** The text of a page without its code blocks. */
function withoutCode(page: string): string {
  return readRepositoryFile(page).replace(CODE_BLOCK, '');
}
