import { ENTITY_KINDS } from '../../domain/entities/EntityKind.ts';
import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { ACCESSIBILITIES } from '../../domain/startups/Startup.ts';
import { EMPLOYMENTS, TEAM_ROLES } from '../../domain/teams/TeamRole.ts';
import { text, word } from '../../openData/column.ts';
import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { type Fragment, raw, sql } from '../../sql/sql.ts';
import { SourceWord } from './SourceWord.ts';

/** The vocabularies of the codes, by field. */
const WORDS_BY_FIELD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PHASE: PHASE_NAMES.words,
  ACCESSIBILITY: ACCESSIBILITIES.words,
  EMPLOYMENT: EMPLOYMENTS.words,
  ORGANISATION_TYPE: ENTITY_KINDS.words,
  TRADE: TEAM_ROLES.words,
};

export const termesTable = table({
  name: 'termes',
  title: 'Termes des sources',
  description:
    'Les termes des listes fermées de chaque source (phases, évènements, conformité RGAA, emploi, types d’organisation, domaines ministériels, métiers), actuels ou anciens, et la valeur correspondante du registre. Un terme et une période d’emploi par ligne.',
  from: sql`source_word w JOIN import_source i ON i.id = w.source_id`,
  primaryKey: ['source', 'liste', 'terme', 'debut'],
  columns: {
    source: text(sql`i.name`, 'Nom de la source.', 'beta.gouv.fr', { required: true }),
    ...exportedColumns(SourceWord, 'w'),
    valeur: text(
      exportedWord('code'),
      'Valeur correspondante dans les tables du registre ; vide si le registre conserve le terme.',
      PHASE_NAMES.words.ABANDONED,
    ),
    phase_precedente: word(
      PHASE_NAMES,
      sql`w.previous_code`,
      'Phase précédente pour laquelle le terme correspond à « valeur_particuliere » ; vide s’il n’y en a pas.',
      'INVESTIGATION',
      { title: 'Phase précédente' },
    ),
    valeur_particuliere: text(
      exportedWord('code_after_previous'),
      'Valeur correspondante lorsque la phase précédente est « phase_precedente » ; vide si la valeur est toujours la même.',
      PHASE_NAMES.words.ABANDONED_AT_INVESTIGATION,
      { title: 'Valeur particulière' },
    ),
  },
});

/** The word in exports of a column with a code. */
function exportedWord(column: string): Fragment {
  const cases = Object.entries(WORDS_BY_FIELD).flatMap(([field, words]) =>
    Object.entries(words).map(([code, word]) => `WHEN w.field = '${field}' AND w.${column} = '${code}' THEN '${word}'`),
  );
  return raw(`CASE ${cases.join(' ')} END`);
}
