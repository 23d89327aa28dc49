import { encode } from 'html-entities';

/** A piece of a page. Only this file makes one, so that no text gets into a page without being escaped. */
class Html {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

export type { Html };

/** What can fill a hole of a template: null and false fill it with nothing. */
export type Hole = Html | string | number | null | false | readonly Hole[];

/** A template of a page: html`<p>${text}</p>`. Escapes every hole, within quotes as between tags, unless it is html already. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return new Html(parts.map((part, at) => `${part}${filled(holes[at] ?? null)}`).join(''));
}

/** The inside of a `<style>`, which knows no escape: only for what we wrote ourselves. */
export function styleSheet(css: string): Html {
  if (css.includes('</')) throw new Error('a style sheet can’t end its element');
  return new Html(css);
}

/** The inside of a `<script type="application/ld+json">`: no text in it can end the script, nor open a comment. */
export function jsonScript(value: object): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

function filled(hole: Hole): string {
  if (hole === null || hole === false) return '';
  if (hole instanceof Html) return String(hole);
  if (typeof hole === 'string' || typeof hole === 'number') return encode(String(hole));
  return hole.map(filled).join('');
}
