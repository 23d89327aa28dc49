import { PHASE_NAMES, type PhaseName } from '../../domain/startups/lifecycle.ts';
import { DAY_MS } from '../../values/calendar.ts';
import { numberInFrench } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import { day } from './recordParts.ts';

interface TimelinePhase {
  readonly name: PhaseName | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly days: number | null;
  readonly comment: string | null;
  readonly sourceWord: string | null;
}

interface TimelineEvent {
  readonly on: string;
  readonly kind: string;
  readonly kindLabel: string | null;
  readonly comment: string | null;
}

/** A day as a number of days since 1970. */
function dayNumber(value: string): number {
  return Date.parse(`${value}T00:00:00Z`) / DAY_MS;
}

/**
 * The phases of a startup drawn on a scale of time, with its events as ticks; null without a dated phase. Positions are percentages,
 * so that texts keep their size on any screen. The table of the phases has the same content as text.
 * @param today the end of the scale, `YYYY-MM-DD`, unless a phase ends later.
 */
export function timeline(
  phases: readonly TimelinePhase[],
  events: readonly TimelineEvent[],
  today: string,
): Html | null {
  const dated = phases.flatMap((phase) =>
    phase.startedOn === null
      ? []
      : [
          {
            name: phase.name,
            start: dayNumber(phase.startedOn),
            end: phase.endedOn === null ? null : dayNumber(phase.endedOn),
          },
        ],
  );
  if (dated.length === 0) return null;
  const days = events.map(({ on }) => dayNumber(on));
  const from = Math.min(...dated.map(({ start }) => start), ...days);
  const to = Math.max(dayNumber(today), ...dated.map(({ start, end }) => end ?? start), ...days, from + 1);
  const at = (value: number) => `${(((value - from) / (to - from)) * 100).toFixed(2)}%`;
  const bars = dated.map(({ name, start, end }, index) => {
    const stop = Math.max(start, end ?? dated[index + 1]?.start ?? to);
    const label = name === null ? 'Phase inconnue' : PHASE_NAMES.labels[name];
    const share = (stop - start) / (to - from);
    return html`<g class="phase phase-${name === null ? 'inconnue' : PHASE_NAMES.words[name]}"><title>${label}</title><rect x="${at(start)}" y="0" width="${(Math.max(share, 0.003) * 100).toFixed(2)}%" height="30" rx="3"/>${
      share > label.length * 0.014 && html`<text x="${at(start)}" dx="8" y="20">${label}</text>`
    }</g>`;
  });
  return html`<svg class="timeline" width="100%" height="62" role="img" aria-label="Frise des phases, détaillée dans le tableau ci-dessous">
${bars}
${days.map((value) => html`<circle cx="${at(value)}" cy="38" r="3"/>`)}
<line x1="0" x2="100%" y1="38" y2="38"/>
${years(from, to).map((year) => html`<text class="year" x="${at(dayNumber(`${year}-01-01`))}" y="58">${year}</text>`)}
</svg>`;
}

/** At most six years whose first day is on the scale, at equal distances. */
function years(from: number, to: number): number[] {
  const first = new Date(from * DAY_MS).getUTCFullYear() + 1;
  // The last label needs some width before the end of the scale.
  const last = new Date((to - (to - from) * 0.06) * DAY_MS).getUTCFullYear();
  const step = Math.max(1, Math.ceil((last - first + 1) / 6));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
    (year) => (year - first) % step === 0,
  );
}

/** The phases as rows of a table. @param isActive whether the last phase goes on. */
export function phaseRows(phases: readonly TimelinePhase[], isActive: boolean): Html[] {
  return phases.map(
    ({ name, startedOn, endedOn, days, comment, sourceWord }, at) => html`<tr><th scope="row">${
      name === null ? `Phase inconnue${sourceWord === null ? '' : ` (« ${sourceWord} »)`}` : PHASE_NAMES.labels[name]
    }</th><td>${startedOn === null ? 'non renseigné' : day(startedOn)}</td><td>${endedOn === null ? '' : day(endedOn)}</td><td>${
      days !== null ? numberInFrench(days) : isActive && at === phases.length - 1 && 'en cours'
    }</td><td class="prose">${comment}</td></tr>
`,
  );
}

/** The events as items of a list. */
export function eventItems(events: readonly TimelineEvent[]): Html[] {
  return events.map(
    ({
      on,
      kind,
      kindLabel,
      comment,
    }) => html`<li>${day(on)}&nbsp;: ${kindLabel ?? kind}${comment && html`. ${comment}`}</li>
`,
  );
}
