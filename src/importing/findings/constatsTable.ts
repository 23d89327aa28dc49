import { text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { FINDINGS } from './findings.ts';
import { FINDING_OUTCOMES, FINDING_SUBJECTS } from './ImportFinding.ts';

/** A code that this version no longer knows keeps its line, without explanation. */
const meaning: Fragment = raw(
  `CASE f.code ${Object.entries(FINDINGS)
    .map(([code, { sens }]) => `WHEN '${code}' THEN '${sens.replaceAll("'", "''")}'`)
    .join(' ')} END`,
);

export const constatsTable = table({
  name: 'constats',
  title: 'Constats des imports',
  description:
    'Ce que les imports ont relevé dans les données de leurs sources : chaque valeur réparée, signalée ou écartée, une par ligne. Rien n’y désigne une personne.',
  from: sql`import_finding f JOIN import_source i ON i.id = f.source_id`,
  orderBy: sql`i.name COLLATE "C", f.subject, f.source_key COLLATE "C" NULLS FIRST, f.field COLLATE "C", f.code COLLATE "C", f.outcome, f.before COLLATE "C" NULLS FIRST, f.after COLLATE "C" NULLS FIRST`,
  sortedBy: ['source', 'objet', 'enregistrement', 'champ', 'code', 'suite', 'avant', 'apres'],
  columns: {
    source: text(sql`i.name`, 'Nom de la source importée.', 'beta.gouv.fr', { required: true }),
    objet: word(
      FINDING_SUBJECTS,
      sql`f.subject`,
      'Ce que décrit la ligne concernée, parmi une liste fermée.',
      'STARTUP',
      {
        required: true,
      },
    ),
    enregistrement: text(
      sql`f.source_key`,
      'Identifiant, chez la source, de la ligne concernée ; vide quand il désignerait une personne.',
      'mes-aides',
      { verbatim: true },
    ),
    champ: text(
      sql`nullif(f.field, '')`,
      'Champ concerné, dans les termes de la source ; vide quand le constat vaut pour toute la ligne.',
      'phases.end',
      { verbatim: true },
    ),
    code: text(sql`f.code`, 'Code du constat.', 'END_FROM_NEXT_START', { required: true }),
    signification: text(
      meaning,
      'Ce que veut dire le code ; vide pour un code d’une version antérieure du registre.',
      FINDINGS.END_FROM_NEXT_START.sens,
    ),
    suite: word(
      FINDING_OUTCOMES,
      sql`f.outcome`,
      'Suite donnée : valeur corrigée, conservée mais signalée, ou refusée.',
      'REPAIRED',
      { required: true },
    ),
    avant: text(
      sql`nullif(f.before, '')`,
      'Valeur telle que la source la donne, coupée à 200 caractères ; vide quand elle était vide ou ne doit pas être conservée.',
      '2015-02-30',
      { verbatim: true },
    ),
    apres: text(
      sql`nullif(f.after, '')`,
      'Valeur conservée par le registre, coupée à 200 caractères ; vide quand aucune ne l’est.',
      '2015-03-01',
      { title: 'Après', verbatim: true },
    ),
  },
});
