import type { Block, Prose, TextDocument } from './textDocument.ts';

/** A document as plain text, in lines of at most 88 characters, for any text editor. */
export function toPlainText(document: TextDocument): string {
  return `${document.map(blockInText).join('\n\n')}\n`;
}

const WIDTH = 88;
const UNDERLINES = { 1: '=', 2: '-', 3: '.' } as const;

function blockInText(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const text = inText(block.text);
      return `${text}\n${UNDERLINES[block.level].repeat(Math.min(text.length, WIDTH))}`;
    }
    case 'paragraph':
      return wrap(inText(block.text));
    case 'list':
      return block.items.map((item) => wrap(inText(item), '- ', '  ')).join('\n');
    case 'preformatted':
      return block.text.replaceAll(/^/gm, '    ');
    case 'table':
      // A table would be wider than a line: its rows follow one another, with the header before each cell.
      return block.rows.map((row) => rowInText(block.header, row)).join('\n\n');
  }
}

function rowInText(header: readonly string[], [first = [], ...others]: readonly Prose[]): string {
  const cells = others.flatMap((cell, at) => {
    const text = inText(cell);
    return text === '' ? [] : [wrap(`${header[at + 1]} : ${text}`, '    ', '      ')];
  });
  return [wrap(inText(first)), ...cells].join('\n');
}

function inText(text: Prose): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return span;
      return 'code' in span ? span.code : `${span.text} (${span.link})`;
    })
    .join('')
    .replaceAll(/\s+/g, ' ');
}

const BREAK = /(?<!«) (?![»:;!?](?: |$|[).,…]))/;

/**
 * The text in lines. A word that is longer than a line stays whole. As French typography requires, no line ends with an opening quotation
 * mark or begins with a closing one, or with a punctuation mark that follows a space.
 */
function wrap(text: string, first = '', next = first): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(BREAK)) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
