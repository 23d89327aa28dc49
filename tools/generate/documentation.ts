import { DEPRECATED_SETTINGS, SETTINGS } from '../../src/config/settingsTable.ts';
import type { PhaseName } from '../../src/domain/startups/lifecycle.ts';
import {
  ACTIVE_PHASES,
  INCUBATION_MONTHS,
  INCUBATION_STAGES,
  PHASE_NAMES,
  PHASES_BY_RANK,
} from '../../src/domain/startups/lifecycle.ts';
import type { MoveTo } from '../../src/domain/startups/moves.ts';
import { CONDITIONS, movesFrom } from '../../src/domain/startups/moves.ts';
import { FINDINGS } from '../../src/importing/findings/findings.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH } from '../../src/web/betaGouv/betaGouvFiles.ts';
import { COMPARED, DIFFERENCES, REASONS } from '../../src/web/betaGouv/differences.ts';
import { RULES } from '../../src/web/betaGouv/rules.ts';
import { examplesPage } from './examplesPage.ts';
import { markdownTable, page } from './page.ts';

/** The pages of docs/ that are made from a table of the code, by their paths. */
export function documentationPages(): Record<string, string> {
  return {
    'docs/settings.md': settingsPage(),
    'docs/findings.md': findingsPage(),
    'docs/lifecycle.md': lifecyclePage(),
    'docs/beta-gouv-api.md': betaGouvApiPage(),
    'docs/examples.md': examplesPage(),
  };
}

function settingsPage(): string {
  const rows = Object.entries(SETTINGS).map(([name, declared]) => [
    `\`${name}\``,
    declared.default === null ? '' : `\`${declared.default}\``,
    declared.meaning,
    `${declared.expected}${'secret' in declared ? ' (secret: never printed)' : ''}`,
  ]);
  return page(
    'Settings',
    'src/config/settingsTable.ts',
    [
      'Settings are environment variables. An empty variable counts as not set. With an invalid setting, every command ends',
      'with a message that names it. [Deprecated settings](#deprecated-settings) work for one release.',
    ],
    [
      markdownTable(['Variable', 'Default', 'Meaning', 'Allowed'], rows),
      '## Deprecated settings',
      'They are accepted for one release. `registre serve` logs a warning when it starts; `registre doctor` reports one too.',
      markdownTable(
        ['Variable', 'Advice'],
        Object.entries(DEPRECATED_SETTINGS).map(([name, replacement]) => [`\`${name}\``, replacement]),
      ),
    ].join('\n\n'),
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
  const phases = PHASES_BY_RANK.map((phase, at) => [
    String(at + 1),
    `\`${phase}\``,
    PHASE_NAMES.words[phase],
    PHASE_NAMES.descriptions[phase].description,
    active.has(phase) ? 'yes' : 'no',
  ]);
  const [moves, ends] = [allMoves(), PHASES_BY_RANK.filter((phase) => movesFrom(phase).length === 0)];
  return page(
    'The life cycle of a startup',
    'src/domain/startups/lifecycle.ts and moves.ts',
    [
      'The phases by their rank, which decides between phases begun on the same day: the highest is the current one. *Word*',
      'is what the exports show and what beta.gouv.fr writes. A startup is *active* in incubation, and while it is operated',
      'inside the network of incubators.',
    ],
    [
      markdownTable(['Rank', 'Phase', 'Word', 'Description', 'Active'], phases),
      '',
      '## Moves',
      '',
      'What the method leads to, from each phase: `nextSteps` lists it for a startup with what is missing, and the commands',
      'refuse anything else with `MOVE_NOT_ALLOWED`. Stopping is possible from any stage. `OPERATED` is known from imports',
      'only. Imported histories are not held to these moves.',
      '',
      '```mermaid',
      'stateDiagram-v2',
      ...moves.map(
        ({ from, to, needs }) => `  ${from ?? '[*]'} --> ${to}${needs.length ? `: ${needs.join(', ')}` : ''}`,
      ),
      ...ends.map((phase) => `  ${phase} --> [*]`),
      '```',
      '',
      markdownTable(
        ['From', 'To', 'Command', 'Needs'],
        moves.map(({ from, to, by, needs }) => [
          from ? `\`${from}\`` : 'no phase yet',
          `\`${to}\``,
          `\`${by}\``,
          needs.map((condition) => `\`${condition}\``).join(', '),
        ]),
      ),
      '',
      markdownTable(
        ['Condition', 'Word', 'Description'],
        Object.values(CONDITIONS.codes).map((condition) => [
          `\`${condition}\``,
          CONDITIONS.words[condition],
          CONDITIONS.descriptions[condition].description,
        ]),
      ),
      '',
      `The method gives ${INCUBATION_MONTHS} months to incubation, from the first day of the first phase. A startup that is`,
      `still in one of its stages (${INCUBATION_STAGES.map((phase) => `\`${phase}\``).join(', ')})`,
      'after that is shown as overdue (`isOverdue`, and the filter `overdue`); nothing is forbidden to it.',
    ].join('\n'),
  );
}

function betaGouvApiPage(): string {
  const tables = BETA_GOUV_FILES.flatMap((file) => [
    `## ${file} : ${COMPARED.paths[file]} valeurs comparées`,
    '',
    markdownTable(
      ['Chemin', 'Ici', 'Valeurs'],
      DIFFERENCES.filter((difference) => difference.file === file).map(({ path, reason, count }) => [
        `\`${path}\``,
        REASONS[reason],
        String(count),
      ]),
    ),
    '',
  ]);
  return page(
    'API v2.7 de beta.gouv.fr',
    'src/web/betaGouv/rules.ts and differences.ts',
    [
      `The register serves \`${BETA_GOUV_PATH}/…\` like beta.gouv.fr, with corrected data. The same page is served at that path, in`,
      'French. `[]` stands for each item of a list or each ID, `[order]` for their order.',
      '',
      ...RULES.map((rule) => `- ${rule}`),
      '',
      `La comparaison porte sur les ${COMPARED.startups} startups et sur l’ensemble des incubateurs et des organisations, au ${COMPARED.on}. Toutes les autres valeurs sont identiques.`,
    ],
    tables.join('\n').trimEnd(),
  );
}

function allMoves(): (MoveTo & { from: PhaseName | null })[] {
  return [null, ...PHASES_BY_RANK].flatMap((from) => movesFrom(from).map((move) => ({ ...move, from })));
}
