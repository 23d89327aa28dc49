import { PUBLIC_TABLES } from '../../domain/changes/publicTables.ts';
import { capitalized } from '../../values/text.ts';
import type { Queries } from '../queries/queryTypes.ts';
import { section } from '../site/elements.ts';
import { counted } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import { dayOfInstant } from './recordParts.ts';

export type ChangesOfRecord = NonNullable<Queries['Startup']['data']['startup']>['changes'];
type Change = ChangesOfRecord['nodes'][number];

/** The latest changes of a record, the last first, with each value before and after. */
export function changesSection(site: Site, path: string, { totalCount, nodes }: ChangesOfRecord): Html | null {
  if (totalCount === 0) return null;
  return section(
    'historique',
    'Historique de la fiche',
    html`<ol class="changes">${nodes.toReversed().map(
      (change) => html`<li>
<p>${dayOfInstant(change.recordedAt)} <span class="muted">version ${change.version}</span></p>
<p>${changeSentence(change)}</p>
${change.nature === 'UPDATED' && html`<dl>${change.fields.map(({ name, before, after }) => fieldChange(change.table, name, before, after))}</dl>`}</li>
`,
    )}</ol>
<p class="muted">${counted(totalCount, 'changement')} en tout. <a href="${site.link(`${path}.atom`)}">Suivre cette fiche (Atom)</a>.</p>`,
  );
}

/** A change in a few words: « Phase ajoutée ». */
export function changeSentence({ nature, table }: Change): string {
  const { noun, isFeminine } = PUBLIC_TABLES.get(table.toLowerCase()) ?? { noun: table, isFeminine: false };
  return `${capitalized(noun)} ${DONE[nature]}${isFeminine ? 'e' : ''}`;
}

const DONE = { CREATED: 'ajouté', UPDATED: 'modifié', REMOVED: 'retiré' } as const;

function fieldChange(table: string, name: string, before: string | null, after: string | null): Html {
  const field = PUBLIC_TABLES.get(table.toLowerCase())?.fields[name];
  const shown = (value: string | null) => (value === null ? '(vide)' : (field?.labels?.[value] ?? value));
  return html`<div><dt>${capitalized(field?.word ?? name)}</dt><dd><del>${shown(before)}</del> <ins>${shown(after)}</ins></dd></div>
`;
}
