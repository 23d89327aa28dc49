import { integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { PHASE_NAMES } from '../startups/lifecycle.ts';
import { METHOD_STEP_KINDS } from './MethodStep.ts';

export const etapesTable = table({
  name: 'etapes',
  title: 'Étapes de la méthode des startups d’État',
  description:
    'Comment naît une startup d’État, puis comment elle est incubée : les étapes de la méthode, une par ligne, dans l’ordre.',
  from: sql`method_step m`,
  orderBy: sql`m.kind, m.position`,
  primaryKey: ['partie', 'rang'],
  columns: {
    partie: word(METHOD_STEP_KINDS, sql`m.kind`, 'Partie de la méthode : naissance ou incubation.', 'INCUBATION', {
      required: true,
    }),
    rang: integer(
      sql`row_number() OVER (PARTITION BY m.kind ORDER BY m.position)`,
      'Rang de l’étape dans sa partie, à partir de 1.',
      1,
      { required: true },
    ),
    nom: text(sql`m.name`, 'Nom de l’étape, en quelques mots.', 'Investigation', { required: true }),
    enonce: text(sql`m.statement`, 'Ce que l’on fait à cette étape.', 'Identifier les objectifs du service.', {
      title: 'Énoncé',
      required: true,
    }),
    phase: word(
      PHASE_NAMES,
      sql`m.phase`,
      'Phase d’une startup que cette étape constitue ; vide si elle n’en est pas une.',
      'INVESTIGATION',
    ),
  },
});
