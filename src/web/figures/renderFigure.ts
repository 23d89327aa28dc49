import { dayInFrench } from '../site/french.ts';
import { html } from '../site/html.ts';
import { SITE_NAME } from '../site/Site.ts';
import { CHART, type FigureContent } from './Figure.ts';

/** The chart as a complete SVG file: its finding, its legend, and its source with the version of the register. */
export function figureSvg({ title, description, legend, recordedAt, draw }: FigureContent, version: number): string {
  const lines = wrap(title, 56);
  const rows = legendRows(legend);
  const top = 24 + lines.length * 26;
  const chartTop = top + rows.length * 24 + 8;
  const height = chartTop + CHART.height + 34;
  const head = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CHART.width} ${height}" width="${CHART.width}" height="${height}" role="img" aria-labelledby="title description" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif">
<title id="title">${title}</title>
<desc id="description">${description}</desc>
<style>svg { color: #1f2628; background: #ffffff; } text { fill: currentColor; } @media (prefers-color-scheme: dark) { svg { color: #e6e8e4; background: #1c2223; } }</style>
${lines.map((line, at) => html`<text x="4" y="${28 + at * 26}" font-size="20" font-weight="600">${line}</text>`)}
${rows.map((row, at) =>
  row.map(
    ({ label, colour, x }) =>
      html`<rect x="${x}" y="${top + at * 24}" width="12" height="12" rx="2" fill="${colour}"/><text x="${x + 18}" y="${top + 11 + at * 24}" font-size="13">${label}</text>`,
  ),
)}
`;
  const foot = html`<text x="4" y="${height - 10}" font-size="12" opacity="0.75">Source : ${SITE_NAME}, version ${version}, du ${dayInFrench(new Date(recordedAt))}. Licence Ouverte 2.0.</text>
</svg>
`;
  return `${head}<g transform="translate(0,${chartTop})">${draw()}</g>\n${foot}`;
}

/** The main number of a figure as a badge of one line. */
export function badgeSvg({ badge: { label, value } }: FigureContent): string {
  const [left, right] = [label.length * 6.6 + 20, value.length * 7.2 + 20];
  return String(html`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(left + right)}" height="22" role="img" aria-label="${label} : ${value}" font-family="'DejaVu Sans', Verdana, sans-serif" font-size="11">
<title>${label} : ${value}</title>
<rect width="${Math.ceil(left + right)}" height="22" rx="4" fill="#3b4547"/>
<path d="M${left.toFixed(1)} 0h${(right - 4).toFixed(1)}a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4h-${(right - 4).toFixed(1)}z" fill="#135e58"/>
<text x="10" y="15" fill="#ffffff">${label}</text>
<text x="${(left + 10).toFixed(1)}" y="15" fill="#ffffff" font-weight="600">${value}</text>
</svg>
`);
}

/** Breaks a text into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Places the entries of a legend in rows, by the estimated width of their texts. */
function legendRows(legend: FigureContent['legend']) {
  const rows: { label: string; colour: string; x: number }[][] = [];
  let x = 0;
  for (const { label, colour } of legend) {
    const shown = label.length > 40 ? `${label.slice(0, 39)}…` : label;
    const width = 36 + shown.length * 7;
    if (rows.length === 0 || x + width > CHART.width) {
      rows.push([]);
      x = 4;
    }
    rows.at(-1)?.push({ label: shown, colour, x });
    x += width;
  }
  return rows;
}
