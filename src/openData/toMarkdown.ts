import type { Block, Prose, TextDocument } from './textDocument.ts';

/** A document as CommonMark, with the tables of GitHub. */
export function toMarkdown(document: TextDocument): string {
  return `${document.map(blockInMarkdown).join('\n\n')}\n`;
}

/** A text on one line of Markdown, with markup characters escaped. */
export function inMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}

function blockInMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${proseInMarkdown(block.text)}`;
    case 'paragraph':
      return proseInMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${proseInMarkdown(item)}`).join('\n');
    case 'preformatted':
      return `\`\`\`\n${block.text}\n\`\`\``;
    case 'table': {
      const rows = block.rows.map((row) => row.map(proseInMarkdown));
      return [block.header, block.header.map(() => '---'), ...rows]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    }
  }
}

function proseInMarkdown(text: Prose): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return inMarkdown(span);
      return 'code' in span ? `\`${span.code}\`` : `[${inMarkdown(span.text)}](${span.link})`;
    })
    .join('');
}
