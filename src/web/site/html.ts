import { encode } from 'html-entities';
import MarkdownIt from 'markdown-it';

/** Escaped HTML. Only this file creates instances, so that every text in a page is escaped. */
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

/** A value in a template; null and false render nothing. */
export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

/** A template: html`<p>${text}</p>`. Escapes every value, in attributes and text, unless it is Html. */
export function html(parts: TemplateStringsArray, ...holes: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, at) => `${part}${render(holes[at] ?? null)}`).join(''));
}

/** The content of a `<style>` or `<script>` element. It is not escaped, so only use it for constants. */
export function inlineText(text: string): Html {
  if (text.includes('</')) throw new Error('an inline text can’t end its element');
  return new Html(text);
}

/** The content of a JSON `<script>` element. Every `<` is escaped, so that no text can end the element. */
export function jsonScript(value: object): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

function render(hole: HtmlValue): string {
  if (hole === null || hole === false) return '';
  if (hole instanceof Html) return String(hole);
  if (typeof hole === 'string' || typeof hole === 'number') return encode(String(hole));
  return hole.map(render).join('');
}

/**
 * The HTML of a Markdown text whose author is not trusted: HTML is shown as text, and only links to http, https and mailto are
 * links. Titles begin at the third level, and skip none.
 */
export function markdown(text: string): Html {
  return new Html(MARKDOWN.render(text));
}

const MARKDOWN = new MarkdownIt({ html: false, linkify: false }).disable('image');
MARKDOWN.validateLink = (url) => /^(?:https?:|mailto:|#)/i.test(url.trim());
MARKDOWN.core.ruler.push('titles', ({ tokens }) => {
  const titles = tokens.filter(({ type }) => type.startsWith('heading_'));
  const highest = Math.min(...titles.map(({ tag }) => Number(tag[1])));
  let previous = 2;
  for (const token of titles) {
    const level = Math.min(6, previous + 1, Number(token.tag[1]) - highest + 3);
    token.tag = `h${level}`;
    if (token.nesting < 0) previous = level;
  }
});
