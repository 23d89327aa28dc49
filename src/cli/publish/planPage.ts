import { CATALOGUE } from '../../publishing/catalogue.ts';
import { driftName } from '../../publishing/datagouv/plan/drifts.ts';
import type { HoldReason } from '../../publishing/datagouv/plan/holds.ts';
import type { PlannedChange } from '../../publishing/datagouv/plan/plannedChanges.ts';
import type { TableChange } from '../../publishing/datagouv/plan/tables.ts';
import type { DatasetReport, PublicationReport } from '../../publishing/datagouv/run/report.ts';
import { MINIMUM_ROWS } from '../../publishing/publishedTables.ts';
import { section, wideTable } from '../../web/site/elements.ts';
import { counted, numberInFrench, sizeInFrench, typeset } from '../../web/site/french.ts';
import { type Html, type HtmlValue, html, inlineText } from '../../web/site/html.ts';
import { STYLE } from '../../web/site/style.ts';

/**
 * The plan of a publication as one HTML file in French, for the person who approves it. It shows what holds the release, the rows and
 * sizes before and after, the texts that change, and what was changed by hand.
 */
export function planPage(report: PublicationReport): string {
  const { release, version, platform, datasets, warnings, problem } = report;
  const title = `Publication prévue de la version ${version} du registre`;
  return String(html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE_SHEET}</style>
</head>
<body>
<main>
<div class="site">
<h1>${typeset(title)}</h1>
<p class="lead">Ce document décrit ce que la publication changerait sur ${platform}. Rien n’a encore été modifié.</p>
<p class="muted">Nom de la version dans les fichiers&nbsp;: <code>${release}</code></p>
${summary(datasets)}
${held(datasets)}
${problem !== null && !datasets.some(isHeld) && section('arret', 'La publication ne peut pas se faire', html`<p>${problem}</p>`)}
${datasets.map(datasetSection)}
${warnings.length > 0 && section('avertissements', 'Avertissements', list(warnings))}
</div>
</main>
</body>
</html>
`);
}

const STYLE_SHEET = inlineText(`${STYLE}
.site td { overflow-wrap: anywhere; min-width: 6rem; }
.site td:first-child { min-width: 9rem; }
.site summary { cursor: pointer; margin-block: 1rem; }
.site td strong { white-space: nowrap; }`);

function summary(datasets: readonly DatasetReport[]): Html {
  const changed = datasets.filter(({ plan = [] }) => plan.length > 0);
  const files = changed.flatMap(({ plan = [] }) => plan.filter(({ bytesAfter }) => bytesAfter !== null));
  if (changed.length === 0) return html`<p>Aucun changement : la plateforme est à jour.</p>`;
  const bytes = files.reduce((sum, { bytesAfter }) => sum + (bytesAfter ?? 0), 0);
  return html`<p>${counted(changed.length, 'jeu', 'jeux')} de données sur ${datasets.length} ${changed.length < 2 ? 'change' : 'changent'} ; ${counted(files.length, 'fichier')} à envoyer, ${sizeInFrench(bytes)}.</p>`;
}

function isHeld({ holds }: DatasetReport): boolean {
  return holds.some(({ isAccepted }) => !isAccepted);
}

const REASONS: Readonly<Record<HoldReason, string>> = {
  shrink: 'une table disparaît, se vide ou perd plus de 20 % de ses lignes',
  columns: 'une table perd des colonnes',
  older: 'cette version est plus ancienne que la version publiée',
  'same-title': 'un jeu de données du même titre existe déjà',
  empty: 'le registre est vide',
};

function held(datasets: readonly DatasetReport[]): HtmlValue {
  const holds = datasets.filter(isHeld).flatMap(({ holds: each }) => each.filter(({ isAccepted }) => !isAccepted));
  if (holds.length === 0) return null;
  const reasons = [...new Set(holds.map(({ reason }) => reason))];
  return section(
    'retenue',
    'La publication est retenue',
    html`<p>La plateforme efface un fichier dès qu’il est remplacé : une personne doit confirmer ce qui suit.</p>
${list(reasons.map((reason) => REASONS[reason]))}
<p>Si ces changements sont voulus, la personne qui publie ajoute <code>--accept ${reasons.join(',')}</code>.</p>`,
  );
}

function datasetSection(report: DatasetReport): HtmlValue {
  const { dataset, page, outcome, plan = [], tables, withheld, drifts, foreign, problem } = report;
  const files = plan.filter(({ kind }) => FILE_KINDS.includes(kind));
  const labels = plan.flatMap(({ title, fields }) => fields.map((each) => ({ title, ...each })));
  const state = plan.some(({ kind }) => kind === 'create') ? 'Nouveau jeu de données, rendu public à la fin.' : null;
  const isWithheld = outcome === 'WITHHELD';
  const isUnchanged = !isWithheld && plan.length === 0 && drifts.length === 0 && problem === null;
  return section(
    `jeu-${dataset}`,
    page === null ? typeset(titleOf(dataset)) : html`<a href="${page}">${typeset(titleOf(dataset))}</a>`,
    html`${state && html`<p>${state}</p>`}
${problem !== null && html`<p><strong>${problem}</strong></p>`}
${isWithheld && html`<p>${typeset(`Moins de ${MINIMUM_ROWS} lignes : ce jeu de données n’est pas publié seul.`)}</p>`}
${isUnchanged && html`<p>Aucun changement.</p>`}
${tables.length > 0 && wideTable(`tables-${dataset}`, 'Tables', ['Table', 'Lignes', 'Colonnes'], tables.map(tableRow))}
${files.length > 0 && fileDetails(dataset, files)}
${labels.length > 0 && wideTable(`textes-${dataset}`, 'Textes et ordre', ['Objet', 'Champ', 'Avant', 'Après'], labels.map(labelRow))}
${!isWithheld && withheld.length > 0 && html`<p>${typeset(`Tables sans ligne, dont les fichiers ne sont pas publiés : ${withheld.join(', ')}.`)}</p>`}
${
  drifts.length > 0 &&
  html`<h3>Modifications faites à la main, laissées en l’état</h3>
${wideTable(
  `main-${dataset}`,
  html`Pour garder une modification : <code>--accept</code> et son nom. Pour écrire la version du registre : <code>--overwrite</code> et son nom.`,
  ['Nom', 'Sur la plateforme', 'Au registre', 'Décision'],
  drifts.map(
    ({ what, there, ours, isAccepted }) =>
      html`<tr><td><code>${driftName(dataset, what)}</code></td><td>${there}</td><td>${ours}</td><td>${isAccepted ? 'gardée' : 'à prendre'}</td></tr>`,
  ),
)}`
}
${
  foreign.length > 0 &&
  html`<h3>Ressources ajoutées par d’autres, jamais modifiées</h3>
${list(foreign.map(({ title }) => title))}`
}`,
  );
}

const FILE_KINDS: readonly string[] = ['upload', 'replace', 'add', 'remove'];
const FILE_CHANGES: Readonly<Partial<Record<PlannedChange['kind'], string>>> = {
  upload: 'nouveau',
  replace: 'remplacé',
  add: 'nouveau lien',
  remove: 'retiré',
};

/** The title of a dataset; its slug if this version does not have it. */
function titleOf(dataset: string): string {
  return CATALOGUE.find(({ slug }) => slug === dataset)?.title ?? dataset;
}

function tableRow({ file, title, rowsBefore, rowsAfter, columnsLost, columnsGained }: TableChange): Html {
  const columns = [
    ...(columnsLost.length > 0 ? [`perdues : ${columnsLost.join(', ')}`] : []),
    ...(columnsGained.length > 0 ? [`nouvelles : ${columnsGained.join(', ')}`] : []),
  ];
  const sameColumns = rowsBefore === null || rowsAfter === null ? '—' : 'inchangées';
  return html`<tr><td>${typeset(title)}${title !== file && html` <code>${file}</code>`}</td><td>${rowsInFrench(rowsBefore, rowsAfter)}</td><td>${typeset(columns.join(' ; ')) || sameColumns}</td></tr>`;
}

/** The rows before and after, with the share that is lost: « 398 → 300 (−25 %) ». */
function rowsInFrench(before: number | null, after: number | null): HtmlValue {
  if (before === null) return after === null ? '—' : `${numberInFrench(after)} (nouvelle table)`;
  if (after === null) return html`<strong>${numberInFrench(before)} → table retirée</strong>`;
  const rows = `${numberInFrench(before)} → ${numberInFrench(after)}`;
  if (after >= before) return before === after ? `${numberInFrench(after)}, comme avant` : rows;
  // Rounded down, so that only an empty table has lost 100 %.
  return html`<strong>${rows} (−${Math.floor((1 - after / before) * 100)}\u00a0%)</strong>`;
}

/** The files, which the reader opens. */
function fileDetails(dataset: string, files: readonly PlannedChange[]): Html {
  return html`<details><summary>${counted(files.length, 'fichier')}, nom par nom</summary>
${wideTable(`fichiers-${dataset}`, 'Fichiers', ['Fichier', 'Changement', 'Taille'], files.map(fileRow))}
</details>`;
}

function fileRow({ kind, resource, title, bytesBefore, bytesAfter }: PlannedChange): Html {
  const sizes = [bytesBefore, bytesAfter].flatMap((bytes) => (bytes === null ? [] : [sizeInFrench(bytes)]));
  return html`<tr><td>${typeset(title)} <code>${resource}</code></td><td>${FILE_CHANGES[kind] ?? kind}</td><td>${sizes.join(' → ') || '—'}</td></tr>`;
}

function labelRow({ title, field, before, after }: { title: string; field: string; before: string; after: string }) {
  return html`<tr><td>${typeset(title)}</td><td>${FIELDS[field] ?? field}</td><td>${before}</td><td>${after}</td></tr>`;
}

const FIELDS: Readonly<Record<string, string>> = {
  title: 'titre',
  acronym: 'sigle',
  description_short: 'résumé',
  license: 'licence',
  frequency: 'fréquence',
  tags: 'mots-clés',
  temporal_coverage: 'période',
  spatial: 'territoire',
  contact_points: 'contact',
  order: 'ordre des ressources',
  schema: 'schéma',
  type: 'rôle du fichier',
  archived: 'archivage',
  url: 'adresse',
};

function list(items: readonly string[]): Html {
  return html`<ul>${items.map((item) => html`<li>${typeset(item)}</li>`)}</ul>`;
}
