import { DEPRECATED_SETTINGS, SETTINGS } from '../../src/config/settingsTable.ts';
import {
  ACTIVE_PHASES,
  INCUBATION_MONTHS,
  INCUBATION_STAGES,
  PHASE_NAMES,
  PHASES_BY_RANK,
} from '../../src/domain/startups/lifecycle.ts';
import type { MoveToPhase, PhaseBefore } from '../../src/domain/startups/moves.ts';
import { CONDITIONS, movesFrom, NO_PHASE, UNKNOWN_PHASE } from '../../src/domain/startups/moves.ts';
import { FINDINGS } from '../../src/importing/findings/findingCodes.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH } from '../../src/web/betaGouv/betaGouvFiles.ts';
import { COMPARED, DIFFERENCES, REASONS } from '../../src/web/betaGouv/differences.ts';
import { RULES } from '../../src/web/betaGouv/rules.ts';
import { examplesPage } from './examplesPage.ts';
import { markdownTable, page } from './page.ts';

/** The pages of docs/ that are generated from tables of the code, by their paths. */
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
      'Settings are environment variables. `npm start`, `npm run dev` and compose also read the file `.env`; `npx registre` does not.',
      'An empty variable counts as not set. With an invalid setting, every command ends with a message that names it.',
      '[Deprecated settings](#deprecated-settings) work for one release.',
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
  const rows = Object.entries(FINDINGS).map(([code, { outcome, description, label }]) => [
    `\`${code}\``,
    outcome,
    description,
    label,
  ]);
  return page(
    'Import findings',
    'src/importing/findings/findingCodes.ts',
    [
      'A finding is a value of a source that an import repaired, flagged (and kept unchanged) or rejected (and left out). The',
      'GraphQL field `importFindings` and the dataset *constats* list the findings of the last import of each source.',
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
      'A startup has at most one phase in force on a day: the last one that began. If several phases began on the same day, the',
      'phase with the highest rank is in force. A phase stays in force until the next one, even if its source gives an earlier end.',
      '*Word* is the value in the exports and in the files of beta.gouv.fr. An *active* startup is in incubation, or is operated',
      'inside the network of incubators.',
      '',
      'The phase is unknown (`phase` is null, and the startup is not active) in two cases. The source names the phase by a word that the',
      'register does not know: `Phase.sourceWord` has the word. Or the source lists a last phase without a valid start: it has no',
      '`startedOn`, and the phase before it ends with its last known day.',
    ],
    [
      markdownTable(['Rank', 'Phase', 'Word', 'Description', 'Active'], phases),
      '',
      '## Moves',
      '',
      'The method allows these moves. A move from one phase to another may need conditions, which the arrows show. The field',
      '`nextSteps` of a startup lists its moves, with the conditions that are missing. The commands reject any other move with',
      '`MOVE_NOT_ALLOWED`. A startup can be stopped in every stage, and when its phase is unknown (`UNKNOWN_PHASE`). Only imports set `OPERATED`. Imported phases are not checked',
      'against these moves.',
      '',
      '```mermaid',
      'stateDiagram-v2',
      ...moves.map(
        ({ from, to, needs }) =>
          `  ${from === NO_PHASE ? '[*]' : from} --> ${to}${needs.length ? `: ${needs.join(', ')}` : ''}`,
      ),
      ...ends.map((phase) => `  ${phase} --> [*]`),
      '```',
      '',
      markdownTable(
        ['From', 'To', 'Command', 'Needs'],
        moves.map(({ from, to, by, needs }) => [
          from === NO_PHASE ? 'no phase yet' : `\`${from}\``,
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
      `Incubation lasts ${INCUBATION_MONTHS} months, from the first day of the first phase. A startup that is still in a stage of`,
      `incubation after that time (${INCUBATION_STAGES.map((phase) => `\`${phase}\``).join(', ')})`,
      'is overdue: the field `isOverdue` and the filter `overdue` report it. All its moves remain allowed. The limit applies only to',
      'startups with an agreement or an objective in the register, which only commands record. `isOverdue` is null for the others.',
    ].join('\n'),
  );
}

function betaGouvApiPage(): string {
  const tables = BETA_GOUV_FILES.flatMap((file) => [
    `### ${file} : ${COMPARED.paths[file]} valeurs comparées`,
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
      'To migrate from the API v2.7 of beta.gouv.fr, change the host name. The paths under',
      `\`${BETA_GOUV_PATH}/\` and the types of the values are the same. This page lists every difference, in French; the server has it`,
      `at \`${BETA_GOUV_PATH}/\`. In a path, \`[]\` is each item of a list or each id, and \`[order]\` is their order.`,
      '',
      '## Règles',
      '',
      ...RULES.map((rule) => `- ${rule}`),
      '',
      '## Différences',
      '',
      `Les nombres viennent d’une comparaison des ${COMPARED.startups} startups et de tous les incubateurs et organisations du ${COMPARED.on}. Toutes les`,
      'autres valeurs sont égales.',
    ],
    tables.join('\n').trimEnd(),
  );
}

function allMoves(): (MoveToPhase & { from: PhaseBefore })[] {
  return ([NO_PHASE, ...PHASES_BY_RANK, UNKNOWN_PHASE] as const).flatMap((from) =>
    movesFrom(from).map((move) => ({ ...move, from })),
  );
}
