import { boolean, dayBefore, integer, repetition, selecting, text } from '../../openData/column.ts';
import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import { sirenColumn, sirenOf } from '../entities/siren.ts';
import { Link } from './Link.ts';
import { Phase } from './Phase.ts';
import { StartupEvent } from './StartupEvent.ts';
import { phaseOverdueOn } from './startupState.ts';

const ofPhase = exportedColumns(Phase, 'p', { startup: 's' });

// The end that a source gives may be the first day of the next phase.
const lastDay = sql`CASE WHEN next.started_on IS NULL THEN p.ended_on ELSE greatest(p.started_on, ${dayBefore(sql`p.ended_on`)}) END`;

export const phasesTable = table({
  name: 'phases',
  title: 'Phases des startups d’État',
  description:
    'Les phases successives de chaque startup d’État : les étapes de l’incubation, puis l’issue. Les chevauchements et les interruptions sont ceux de la source. Une phase par ligne.',
  from: sql`phase p JOIN startup s ON s.id = p.startup_id LEFT JOIN (SELECT DISTINCT startup_id, started_on FROM phase) next ON next.startup_id = p.startup_id AND next.started_on = p.ended_on`,
  // Phases with an unknown word have no name: their word identifies them. The word of any other phase may change.
  primaryKey: ['startup', 'debut', 'phase', 'mot_source'],
  keyedWithout: { mot_source: 'phase' },
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    ...ofPhase,
    fin: selecting(ofPhase.fin, lastDay),
    duree_jours: selecting(ofPhase.duree_jours, sql`${lastDay} - p.started_on + 1`),
    en_retard: boolean(
      fill(phaseOverdueOn, { self: 'p' }),
      'Vrai si la phase est une étape de l’incubation qui se prolonge plus de six mois après le début de la startup, à la date de référence de la publication ; vide si la méthode ne s’applique pas à la startup, c’est-à-dire si aucune convention ni aucun objectif de la startup ne figure dans le registre.',
      false,
    ),
  },
});

export const evenementsTable = table({
  name: 'evenements',
  title: 'Évènements des startups d’État',
  description:
    'Les évènements de la vie des startups d’État, en dehors des changements de phase : comités, lancements, évaluations… Un évènement par ligne.',
  from: sql`startup_event v JOIN startup s ON s.id = v.startup_id`,
  primaryKey: ['startup', 'date', 'type', 'numero'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(StartupEvent, 'v', { startup: 's' }),
    numero: repetition(
      [sql`v.startup_id`, sql`v.occurred_on`, sql`v.kind`],
      [sql`v.position`],
      'Numéro de l’évènement, à partir de 2, si la source donne déjà un évènement du même type le même jour ; vide sinon.',
    ),
  },
});

export const liensTable = table({
  name: 'liens',
  title: 'Liens des startups d’État',
  description:
    'Les adresses publiques de chaque startup d’État : site, code source, statistiques, budget, impact, bonnes pratiques, analyse de risques, accessibilité. Un lien par ligne.',
  from: sql`startup_link l JOIN startup s ON s.id = l.startup_id`,
  primaryKey: ['startup', 'type', 'url', 'numero'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(Link, 'l', { startup: 's' }),
    numero: repetition(
      [sql`l.startup_id`, sql`l.kind`, sql`l.url`],
      [sql`l.position`],
      'Numéro du lien, à partir de 2, si la source donne déjà un lien du même type vers la même adresse ; vide sinon.',
    ),
  },
});

export const presentationsTable = table({
  name: 'presentations',
  title: 'Présentations des startups d’État',
  description:
    'Le texte de la page de chaque startup d’État, au format Markdown, sans adresse électronique de personne ni nom de membre. Le texte peut contenir du HTML, à nettoyer avant affichage. Une startup par ligne ; les startups sans texte n’y figurent pas.',
  from: sql`startup s WHERE s.description IS NOT NULL`,
  primaryKey: ['startup'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true, unique: true }),
    texte: text(
      sql`s.description`,
      'Texte de présentation, au format Markdown, limité à 50 000 caractères.',
      '## Le problème\n\nLes aides sociales sont nombreuses et peu connues.',
      { required: true },
    ),
  },
});

export const commanditairesTable = joinTable('startup_sponsor', {
  name: 'commanditaires',
  title: 'Administrations porteuses des startups d’État',
  description:
    'Les administrations qui portent (commanditent) les startups d’État. Une association par ligne : une startup peut avoir plusieurs commanditaires.',
  entity: ['Identifiant de l’administration porteuse.', 'cnam'],
  rank: 'Rang de cette administration parmi celles de la startup, à partir de 1.',
});

export const incubateursTable = joinTable('startup_incubator', {
  name: 'incubateurs',
  title: 'Incubateurs des startups d’État',
  description:
    'Les incubateurs qui construisent les startups d’État. Une association par ligne : une startup peut avoir eu plusieurs incubateurs.',
  entity: ['Identifiant de l’incubateur.', 'dinum'],
  rank: 'Rang de cet incubateur parmi ceux de la startup ; 1 pour le premier incubateur de la startup.',
});

interface JoinTableOptions extends Readonly<Record<'name' | 'title' | 'description' | 'rank', string>> {
  readonly entity: readonly [description: string, example: string];
}

/** The exported table of the ordered entities of startups. */
function joinTable(joined: string, { entity, rank, ...options }: JoinTableOptions) {
  return table({
    ...options,
    from: sql`${raw(joined)} x JOIN startup s ON s.id = x.startup_id JOIN entity e ON e.id = x.entity_id`,
    primaryKey: ['startup', 'entite'],
    foreignKeys: { startup: 'startups.identifiant', entite: 'entites.identifiant' },
    columns: {
      startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
      entite: text(sql`e.slug`, ...entity, { title: 'Entité', required: true }),
      rang: integer(sql`x.position + 1`, rank, 1, { required: true }),
      siren: sirenColumn(sirenOf('e.id'), 'de l’entité'),
    },
  });
}
