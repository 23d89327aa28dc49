import type { QueryName } from '../queries/queryTexts.ts';
import type { ReadQuery } from '../queries/readQuery.ts';

export const FIGURES_PATH = '/chiffres';

/** The last part of the address of each figure: `/chiffres/startups-actives`. It never changes. */
export const FIGURE_SLUGS = [
  'startups-actives',
  'entrees-et-sorties',
  'startups-par-domaine-ministeriel',
  'startups-par-incubateur',
  'duree-des-phases',
  'equipes',
  'transparence',
  'successions',
] as const;

/** The size of a chart in CSS pixels. */
export const CHART = { width: 840, height: 380 } as const;

/** A figure: a chart, the finding that it shows, and its numbers. */
export interface Figure {
  readonly slug: (typeof FIGURE_SLUGS)[number];
  /** The short title in lists. */
  readonly label: string;
  readonly query: QueryName;
  /** Reads the figure at a version of the register: the same version always gives the same figure. Null if the register has no data for it. */
  read(query: ReadQuery, version: number): Promise<FigureContent | null>;
}

export interface FigureContent {
  /** A sentence with the finding. */
  readonly title: string;
  /** What the chart shows, for readers who can't see it. */
  readonly description: string;
  /** The instant of the version of the register, in ISO 8601. */
  readonly recordedAt: string;
  /** The series of the chart with their colours; empty for a chart without a legend. */
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
  /** Draws the chart: the text of an SVG element of the size {@link CHART}, without title and legend. */
  draw(): string;
  /** The table of the numbers, which is also the CSV file. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** The main number, for the badge. */
  readonly badge: { readonly label: string; readonly value: string };
}

/** Colours that stay apart for readers with colour blindness, on a light and on a dark background. */
export const COLOURS = [
  '#1f6fb2',
  '#0a7a5c',
  '#a34716',
  '#8a5fb5',
  '#8a6a00',
  '#3f8fa8',
  '#c0507a',
  '#4f7a12',
  '#7a7f83',
] as const;

/** The colour of the series at a position; the last colour is that of all others. */
export function colourAt(position: number): string {
  return COLOURS[Math.min(position, COLOURS.length - 1)] ?? COLOURS[0];
}
