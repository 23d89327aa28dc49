/** A statement with line breaks before its clauses; a sub-select that fits on a line stays on it. */
export function formatSql(statement: string): string {
  return formatClauses(statement.replace(/\s+/g, ' ').trim(), 0);
}

const CLAUSE = /^(?:SELECT|FROM|(?:CROSS |LEFT )?JOIN|WHERE|GROUP BY|ORDER BY|LIMIT|UNION ALL)\b/;
const MAX_INLINE_LENGTH = 100;

function formatClauses(text: string, depth: number): string {
  const margin = `\n${'  '.repeat(depth)}`;
  let out = '';
  for (let at = 0; at < text.length; ) {
    const group = text[at] === '(' ? groupAt(text, at) : quotedAt(text, at);
    if (group !== '') {
      const inside = group.slice(1, -1);
      const broken = /^(?:SELECT|WITH)\b/.test(inside) && inside.length > MAX_INLINE_LENGTH;
      out += broken ? `(${margin}  ${formatClauses(inside, depth + 1)}${margin})` : group;
      at += group.length;
    } else if (text[at] === ' ' && CLAUSE.test(text.slice(at + 1))) {
      out += margin;
      at += 1;
      const clause = CLAUSE.exec(text.slice(at))?.[0] ?? '';
      out += clause;
      at += clause.length;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

/** The text from a parenthesis to the matching one. */
function groupAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += quotedAt(text, at).length || 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  throw new Error(`a parenthesis is not closed in: ${text}`);
}

function quotedAt(text: string, start: number): string {
  return /^(?:'[^']*'|"[^"]*")/.exec(text.slice(start))?.[0] ?? '';
}
