/** A generated page of docs/. */
export function page(title: string, from: string, introduction: readonly string[], table: string): string {
  const generated = `<!-- Generated from ${from} by \`npm run generate\`: edit that file instead. -->`;
  return [`# ${title}`, '', generated, '', ...introduction, '', table, ''].join('\n');
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
