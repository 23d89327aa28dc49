import type { CodeList } from '../../graphql/codeList.ts';
import { labelIn, labelsOf } from '../../graphql/vocabulary.ts';
import { text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';
import { FINDING_OUTCOMES, FINDINGS } from './findingCodes.ts';
import { FINDING_SUBJECTS } from './ImportFinding.ts';

/** The French meaning of each code; null for a code that this version no longer has. */
const meaning: Fragment = labelIn(labelsOf(FINDINGS), sql`f.code`);

const FINDING_CODE_LIST: CodeList = {
  codes: Object.entries(FINDINGS).map(([code, { label }]) => {
    return { code, label, definition: null, from: null, until: null, replacedBy: null };
  }),
  used: sql`SELECT code FROM import_finding`,
  others: { label: 'Constat d’une version antérieure du registre', definition: null },
};

export const constatsTable = table({
  name: 'constats',
  title: 'Constats des imports',
  description:
    'Les constats faits lors de l’import des données de chaque source. Une ligne décrit une valeur corrigée, signalée ou refusée. Aucune personne n’y est désignée.',
  from: sql`import_finding f JOIN import_source i ON i.id = f.source_id`,
  columns: {
    source: text(sql`i.name`, 'Nom de la source importée.', 'beta.gouv.fr', { required: true }),
    objet: word(FINDING_SUBJECTS, sql`f.subject`, 'Nature de l’enregistrement concerné (liste fermée).', 'STARTUP', {
      required: true,
    }),
    enregistrement: text(
      sql`f.source_key`,
      'Type et identifiant de l’enregistrement concerné dans la source, séparés par « / » ; vide si cet identifiant désigne une personne.',
      'startup/mes-aides',
      { verbatim: true },
    ),
    champ: text(
      sql`nullif(f.field, '')`,
      'Nom du champ concerné dans la source ; « row » ou « record » si le constat porte sur l’enregistrement entier.',
      'phases[0].end',
      { verbatim: true },
    ),
    code: text(sql`f.code`, 'Code du constat.', 'END_FROM_NEXT_START', {
      required: true,
      codes: FINDING_CODE_LIST,
    }),
    signification: text(
      meaning,
      'Signification du code ; vide si le code provient d’une version antérieure du registre.',
      FINDINGS.END_FROM_NEXT_START.label,
    ),
    suite: word(
      FINDING_OUTCOMES,
      sql`f.outcome`,
      'Suite donnée au constat : valeur corrigée, valeur conservée et signalée, ou valeur refusée.',
      'REPAIRED',
      { required: true },
    ),
    avant: text(
      sql`nullif(f.before, '')`,
      'Valeur lue dans la source, limitée à 200 caractères ; vide si la valeur était vide ou ne peut pas être conservée.',
      '2015-02-30',
      { verbatim: true },
    ),
    apres: text(
      sql`nullif(f.after, '')`,
      'Valeur conservée dans le registre, limitée à 200 caractères ; vide si aucune valeur n’est conservée.',
      '2015-03-01',
      { title: 'Après', verbatim: true },
    ),
  },
});
