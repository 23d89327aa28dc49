import type { RecordRowChange } from '../../domain/changes/changedRecords.ts';
import { capitalized } from '../../values/text.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section } from '../site/elements.ts';
import { counted } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { changeSentence, fieldInFrench, isRecordTable, valueInFrench } from './describeChange.ts';
import { dayOfInstant } from './recordParts.ts';

export type ChangesOfRecord = NonNullable<Queries['Startup']['data']['startup']>['changes'];

/** The latest changes of a record by version, the last first, with each value before and after. */
export function changesSection(site: Site, path: string, { totalCount, nodes }: ChangesOfRecord): Html | null {
  if (totalCount === 0) return null;
  const versions = [...new Map(nodes.toReversed().map(({ version, recordedAt }) => [version, recordedAt]))];
  return section(
    'historique',
    'Historique de la fiche',
    html`<ol class="changes">${versions.map(([version, recordedAt]) => {
      const changes = nodes
        .filter((change) => change.version === version)
        .map((change) => ({ ...change, table: change.table.toLowerCase() }));
      const whole = changes.find(({ table, nature }) => nature !== 'UPDATED' && isRecordTable(table));
      return html`<li>
<p>${dayOfInstant(recordedAt)} <span class="muted">version ${version}</span></p>
${whole ? html`<p>${changeSentence(whole)}</p>` : changeItems(changes)}</li>
`;
    })}</ol>
<p class="muted">${counted(totalCount, 'changement')} en tout. <a href="${site.link(`${path}.atom`)}">Suivre cette fiche (Atom)</a>.</p>`,
  );
}

/** The maximum number of changes of one record in one version that a page shows. */
export const SHOWN_CHANGES = 20;

/** Changes of a record in one version: each value before and after, and the rows that it gained or lost. */
export function changeItems(changes: readonly RecordRowChange[]): Html {
  const others = changes.length - SHOWN_CHANGES;
  return html`<ul>${changes.slice(0, SHOWN_CHANGES).flatMap(changeItem)}${
    others > 0 && html`<li class="muted">et d’autres changements</li>`
  }</ul>`;
}

function changeItem({ table, nature, fields }: RecordRowChange): Html[] {
  if (nature !== 'UPDATED') {
    const shown = fields.filter(({ name }) => name !== 'position');
    const values = shown.map(({ name, before, after }, at) => {
      const value = valueInFrench(table, name, after ?? before);
      return at === 0 ? value : `${fieldInFrench(table, name)} ${value}`;
    });
    const text = values.join(', ');
    return [
      html`<li>${changeSentence({ table, nature })}&nbsp;: ${nature === 'REMOVED' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`}</li>`,
    ];
  }
  const part = isRecordTable(table) ? null : html`${changeSentence({ table, nature })}, `;
  return fields.map(({ name, before, after }) => {
    const word = fieldInFrench(table, name);
    return html`<li>${part}${part ? word : capitalized(word)}&nbsp;: <del>${valueInFrench(table, name, before)}</del> <ins>${valueInFrench(table, name, after)}</ins></li>`;
  });
}
