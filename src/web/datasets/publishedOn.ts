import type { DatasetPublication } from '../../publishing/graphql/DatasetPublication.ts';
import { dayElement } from '../site/elements.ts';
import { type Html, html } from '../site/html.ts';

/** Where each dataset is published, by slug. */
export type PublishedDatasets = ReadonlyMap<string, readonly DatasetPublication[]>;

/** The platforms of a dataset as links, each with the day of the last change there; null without any. */
export function publishedOn(publications: readonly DatasetPublication[] = []): Html | null {
  if (publications.length === 0) return null;
  return html`${publications.map(({ platform, page, publishedAt }, at) => {
    const host = new URL(platform).host.replace(/^www\./, '');
    return html`${at > 0 && ', '}<a href="${page}">${host}</a>${publishedAt && html` le ${dayElement(publishedAt)}`}`;
  })}`;
}
