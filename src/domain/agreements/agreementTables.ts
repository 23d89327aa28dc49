import { integer, text } from '../../openData/column.ts';
import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Agreement } from './Agreement.ts';
import { PainPoint } from './PainPoint.ts';
import { Rebilling } from './Rebilling.ts';

// The global ids of the API.
const conventionId = sql`('agreement_' || g.id)`;
const irritantId = sql`('pain_point_' || i.id)`;

export const conventionsTable = table({
  name: 'conventions',
  title: 'Conventions signées avec les administrations',
  description:
    'Les conventions par lesquelles une administration et l’incubateur s’accordent sur une startup d’État : coût, part refacturée et durée. Une convention par ligne.',
  from: sql`agreement g JOIN entity e ON e.id = g.administration_id LEFT JOIN startup s ON s.id = g.startup_id LEFT JOIN (SELECT agreement_id, sum(amount_cents) AS total FROM rebilling GROUP BY agreement_id) b ON b.agreement_id = g.id`,
  primaryKey: ['identifiant'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(Agreement, 'g', { administration: 'e', startup: 's' }),
    identifiant: text(conventionId, 'Identifiant stable de la convention, jamais réattribué.', 'agreement_12', {
      required: true,
      unique: true,
    }),
    total_refacture_centimes: integer(
      sql`coalesce(b.total, 0)`,
      'Total des montants refacturés au titre de la convention (table « refacturations »), en centimes d’euro ; 0 s’il n’y en a pas.',
      5000000,
      { title: 'Total refacturé en centimes d’euro', required: true },
    ),
    cree_le: createdColumn('g', 'la convention'),
  },
});

export const refacturationsTable = table({
  name: 'refacturations',
  title: 'Refacturations aux administrations',
  description:
    'Les montants refacturés à l’administration signataire au titre de chaque convention. Une refacturation par ligne.',
  from: sql`rebilling b JOIN agreement g ON g.id = b.agreement_id`,
  primaryKey: ['convention', 'date', 'montant_centimes'],
  foreignKeys: { convention: 'conventions.identifiant' },
  columns: {
    convention: text(conventionId, 'Identifiant de la convention.', 'agreement_12', { required: true }),
    ...exportedColumns(Rebilling, 'b'),
  },
});

const { administration, startup, date, ...others } = exportedColumns(PainPoint, 'i', {
  administration: 'e',
  startup: 's',
});

export const irritantsTable = table({
  name: 'irritants',
  title: 'Irritants à l’origine des startups d’État',
  description:
    'Les irritants relevés par les agents d’une administration, pour eux-mêmes ou pour les usagers : le point de départ des startups d’État. Un irritant par ligne.',
  from: sql`pain_point i JOIN entity e ON e.id = i.administration_id LEFT JOIN startup s ON s.id = i.startup_id LEFT JOIN agreement g ON g.id = i.agreement_id`,
  primaryKey: ['identifiant'],
  foreignKeys: {
    administration: 'entites.identifiant',
    startup: 'startups.identifiant',
    convention: 'conventions.identifiant',
  },
  columns: {
    ...{ administration, startup, date, ...others },
    identifiant: text(irritantId, 'Identifiant stable de l’irritant, jamais réattribué.', 'pain_point_7', {
      required: true,
      unique: true,
    }),
    convention: text(
      conventionId,
      'Identifiant de la convention qui porte sur l’irritant ; vide avant sa signature.',
      'agreement_12',
    ),
    cree_le: createdColumn('i', 'l’irritant'),
  },
});
