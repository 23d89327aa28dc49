import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { numberInFrench } from '../site/french.ts';
import { CHART, COLOURS, colourAt } from './Figure.ts';

/** A number of one series on one day. */
export interface Point {
  readonly on: string;
  readonly series: string;
  readonly value: number;
}

/** The options that all charts share. */
const SHARED = {
  ...CHART,
  marginLeft: 48,
  marginBottom: 36,
  style: { fontSize: '13px', fontFamily: 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif' },
} as const;

/** The document in which Plot creates elements. They are never attached to it. */
const { document } = Object(parseHTML('<!doctype html><html><body></body></html>'));

function draw(options: Plot.PlotOptions): string {
  const chart = Plot.plot({ ...options, document });
  return String(Object(chart).outerHTML);
}

const COUNT_AXIS = { grid: true, label: null, tickFormat: numberInFrench } as const;

/** Series over time, stacked. The order of `names` is that of the stack, from the bottom. */
export function stackedAreas(points: readonly Point[], names: readonly string[]): string {
  const data = points.map(({ on, series, value }) => ({ on: new Date(`${on}T12:00:00Z`), series, value }));
  return draw({
    ...SHARED,
    x: {
      type: 'utc',
      label: null,
      tickFormat: (day: Date) => String(day.getUTCFullYear()),
      ticks: yearsOf(data.map(({ on }) => on)),
    },
    y: COUNT_AXIS,
    color: scale(names),
    marks: [Plot.areaY(data, { x: 'on', y: 'value', fill: 'series', order: [...names] }), Plot.ruleY([0])],
  });
}

/** Bars by category, stacked by series. */
export function stackedBars(
  bars: readonly { readonly category: string; readonly series: string; readonly value: number }[],
  names: readonly string[],
): string {
  const categories = [...new Set(bars.map(({ category }) => category))];
  return draw({
    ...SHARED,
    x: { type: 'band', domain: categories, label: null, padding: 0.25 },
    y: COUNT_AXIS,
    color: scale(names),
    marks: [Plot.barY(bars, { x: 'category', y: 'value', fill: 'series', order: [...names] }), Plot.ruleY([0])],
  });
}

/** One bar per row, with its value as text. @param text the value as the bar shows it. */
export function rowBars(
  bars: readonly { readonly label: string; readonly value: number }[],
  text: (value: number) => string,
  maximum?: number,
): string {
  return draw({
    ...SHARED,
    marginLeft: 250,
    marginRight: 70,
    x: { axis: null, domain: [0, maximum ?? Math.max(1, ...bars.map(({ value }) => value))] },
    y: { type: 'band', domain: bars.map(({ label }) => label), label: null, padding: 0.3, tickSize: 0 },
    marks: [
      Plot.barX(bars, { x: 'value', y: 'label', fill: COLOURS[0] }),
      Plot.text(bars, {
        x: 'value',
        y: 'label',
        text: ({ value }: { value: number }) => text(value),
        textAnchor: 'start',
        dx: 6,
      }),
    ],
  });
}

/** The intervals of rows, and arrows from a row to another on a day. */
export function intervals(
  rows: readonly { readonly label: string; readonly from: string; readonly to: string }[],
  arrows: readonly { readonly on: string; readonly from: string; readonly to: string }[],
): string {
  const day = (value: string) => new Date(`${value}T12:00:00Z`);
  return draw({
    ...SHARED,
    marginLeft: 150,
    x: { type: 'utc', label: null, grid: true, tickFormat: (value: Date) => String(value.getUTCFullYear()) },
    y: { type: 'band', domain: rows.map(({ label }) => label), label: null, padding: 0.35, tickSize: 0 },
    marks: [
      Plot.barX(rows, { x1: (row) => day(row.from), x2: (row) => day(row.to), y: 'label', fill: COLOURS[0] }),
      Plot.arrow(arrows, {
        x1: (arrow) => day(arrow.on),
        x2: (arrow) => day(arrow.on),
        y1: 'from',
        y2: 'to',
        stroke: COLOURS[2],
        bend: false,
        strokeWidth: 2,
      }),
    ],
  });
}

/** The legend of series, with the colours of {@link scale}. */
export function legendOf(names: readonly string[]): { label: string; colour: string }[] {
  return names.map((label, at) => ({ label, colour: colourAt(at) }));
}

function scale(names: readonly string[]) {
  return { domain: [...names], range: names.map((_, at) => colourAt(at)) };
}

/** The first day of each year on the scale, at most 14. */
function yearsOf(days: readonly Date[]): Date[] {
  const years = days.map((day) => day.getUTCFullYear());
  const [first, last] = [Math.min(...years) + 1, Math.max(...years)];
  const step = Math.max(1, Math.ceil((last - first + 1) / 14));
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return shown.filter((year) => (year - first) % step === 0).map((year) => new Date(Date.UTC(year, 0, 1)));
}
