import { ACTIVE_PHASES, PHASE_NAMES, PHASES_BY_RANK } from './domain/startups/lifecycle.ts';
import { ERRORS } from './foundation/errors.ts';
import { SETTINGS } from './foundation/settings.ts';
import { FINDINGS } from './importing/findings/findings.ts';

/** The pages of docs/ that are made from a table of the code, by their paths. */
export function documentationPages(): Record<string, string> {
  return {
    'docs/errors.md': errorsPage(),
    'docs/settings.md': settingsPage(),
    'docs/findings.md': findingsPage(),
    'docs/lifecycle.md': lifecyclePage(),
  };
}

function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, meaning, sentence }]) => [
    `\`${code}\``,
    String(status),
    meaning,
    // Each fact is shown by its name: the sentences have no other form than the one in the table.
    sentence(new Proxy({}, { get: (_facts, name) => `‹${String(name)}›` }) as never),
  ]);
  return page(
    'Errors',
    'src/foundation/errors.ts',
    [
      'Every refusal of the register, on GraphQL, on HTTP and on the command line. In GraphQL the code is in',
      '`extensions.code`, in the JSON of other paths too; on the command line the sentence goes to standard error and the',
      'command exits with 1. The HTTP status is the one of the answer when the whole request is refused. `‹name›` stands',
      'for a fact of the case.',
    ],
    markdownTable(['Code', 'HTTP', 'Meaning', 'Sentence'], rows),
  );
}

function settingsPage(): string {
  const rows = Object.entries(SETTINGS).map(([name, declared]) => [
    `\`${name}\``,
    declared.default === null ? '' : `\`${declared.default}\``,
    declared.meaning,
    `${declared.expected}${'secret' in declared ? ' (never shown)' : ''}`,
  ]);
  return page(
    'Settings',
    'src/foundation/settings.ts',
    [
      'Every setting comes from the environment; an empty one counts as not set. A wrong one stops the start with a',
      'sentence that names it.',
    ],
    markdownTable(['Variable', 'Default', 'Meaning', 'It must be'], rows),
  );
}

function findingsPage(): string {
  const rows = Object.entries(FINDINGS).map(([code, { outcome, meaning, sens }]) => [
    `\`${code}\``,
    outcome.toLowerCase(),
    meaning,
    sens,
  ]);
  return page(
    'Import findings',
    'src/importing/findings/findings.ts',
    [
      'What an import can notice of its input. *Repaired*: the value was mended; *flagged*: it was kept as it came;',
      '*refused*: it was left out. They are listed by `importFindings` in GraphQL and in the dataset *constats*.',
    ],
    markdownTable(['Code', 'Outcome', 'Meaning', 'Sens (dans les exports)'], rows),
  );
}

function lifecyclePage(): string {
  const active = new Set<string>(ACTIVE_PHASES);
  const rows = PHASES_BY_RANK.map((phase, at) => [
    String(at + 1),
    `\`${phase}\``,
    PHASE_NAMES.words[phase],
    PHASE_NAMES.descriptions[phase].description,
    active.has(phase) ? 'yes' : 'no',
  ]);
  return page(
    'The life cycle of a startup',
    'src/domain/startups/lifecycle.ts',
    [
      'The phases by their rank, which decides between phases begun on the same day: the highest is the current one. *Word*',
      'is what the exports show and what beta.gouv.fr writes. A startup is *active* in incubation, and while it is operated',
      'inside the network of incubators.',
    ],
    markdownTable(['Rank', 'Phase', 'Word', 'Description', 'Active'], rows),
  );
}

function page(title: string, from: string, introduction: readonly string[], table: string): string {
  const generated = `<!-- Generated from ${from} by \`npm run generate\`: edit that file instead. -->`;
  return [`# ${title}`, '', generated, '', ...introduction, '', table, ''].join('\n');
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
