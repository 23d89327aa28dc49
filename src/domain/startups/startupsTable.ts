import { z } from 'zod';
import { inSentence } from '../../graphql/labels.ts';
import { boolean, date, list, text, url, word } from '../../openData/column.ts';
import { createdColumn, exportedColumns } from '../../openData/exportedColumns.ts';
import { type ReleaseNotesSection, table } from '../../openData/table.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import { dayInFrench } from '../../values/calendar.ts';
import { formerSlugs } from '../entities/formerSlugs.ts';
import { MINISTRY_DOMAIN_CODES } from '../entities/ministryDomains.ts';
import type { LinkKind } from './Link.ts';
import { PHASE_NAMES } from './lifecycle.ts';
import { Startup } from './Startup.ts';
import {
  activeOn,
  on,
  overdueOn,
  phaseOn,
  phaseStartedOn,
  phaseUnknownOn,
  phaseWordOn,
  startedOn,
} from './startupState.ts';
import { ministryDomainsOf } from './startupsListing.ts';

const ofStartup = (state: Fragment): Fragment => fill(state, { self: 's' });

const firstLink = (kind: LinkKind): Fragment =>
  sql`(SELECT l.url FROM startup_link l WHERE l.startup_id = s.id AND l.kind = ${raw(`'${kind}'`)} ORDER BY l.position LIMIT 1)`;

const released = exportedColumns(Startup, 's');
const { identifiant, nom, accroche, contact, accessibilite, thematiques, technologies, ...ofStartups } = released;
const { decision, date_decision, analyse_de_risques, absente_depuis, modifie_le, ...added } = ofStartups;

export const startupsTable = table({
  name: 'startups',
  title: 'Startups d’État',
  description:
    'Les startups d’État, petites équipes créées chacune pour construire un service public numérique, avec leur état à la date de référence. Une startup par ligne.',
  from: sql`startup s`,
  primaryKey: ['identifiant'],
  referenceDay: 'date_reference',
  releaseNotes: {
    name: (cell) => `${cell('nom')} (${cell('identifiant')})`,
    renamed: {
      title: 'Startups d’État renommées',
      formerKeys: (cell) => z.array(z.string()).parse(JSON.parse(cell('anciens_identifiants') || '[]')),
    },
    sections: [
      {
        title: 'Startups d’État apparues',
        detail: (before, after) => {
          if (before || !after) return null;
          const phase = after('phase_actuelle');
          return phase === '' ? '' : `, en phase : ${phaseLabel(phase)}`;
        },
      },
      { title: 'Startups d’État disparues de la source', detail: changesAbsence((before, after) => !before && after) },
      { title: 'Startups d’État réapparues', detail: changesAbsence((before, after) => before && !after) },
      { title: 'Startups d’État retirées', detail: (_before, after) => (after ? null : '') },
      {
        title: 'Startups d’État qui ont changé de phase',
        detail: changesPhase((before, after) => before === '' || before !== after),
      },
      {
        title: 'Startups d’État dont la phase a été corrigée, sans changer de date de début',
        detail: changesPhase((before, after) => before !== '' && before === after),
      },
    ],
  },
  columns: {
    identifiant,
    nom,
    accroche,
    contact,
    phase_actuelle: word(
      PHASE_NAMES,
      ofStartup(phaseOn),
      'Phase de la startup à la date de référence, c’est-à-dire la dernière phase commencée à cette date ; vide avant la première phase, ou si la phase est inconnue (colonne « phase_inconnue »).',
      'CONSTRUCTION',
    ),
    debut: date(
      ofStartup(startedOn),
      'Premier jour de la première phase de la startup ; vide si non renseigné.',
      '2014-03-01',
      { title: 'Début' },
    ),
    debut_phase_actuelle: date(
      ofStartup(phaseStartedOn),
      'Premier jour de la phase actuelle ; vide avant la première phase, ou si ce jour est inconnu.',
      '2014-09-01',
      { title: 'Début de la phase actuelle' },
    ),
    active: boolean(
      ofStartup(activeOn),
      'Vrai si la startup, à la date de référence, est en incubation ou opérée au sein du réseau d’incubateurs.',
      true,
      { required: true },
    ),
    accessibilite,
    thematiques,
    technologies,
    site: url(firstLink('WEBSITE'), 'Adresse du service ; vide si non renseigné.', 'https://mes-aides.gouv.fr', {
      title: 'Site du service',
    }),
    code_source: url(
      firstLink('REPOSITORY'),
      'Adresse du code source (premier dépôt ; la table « liens » les contient tous) ; vide si non renseigné.',
      'https://github.com/betagouv/mes-aides-ui',
    ),
    statistiques: url(
      firstLink('STATISTICS'),
      'Adresse des statistiques publiques du service ; vide si non renseigné.',
      'https://mes-aides.gouv.fr/stats',
    ),
    budget: url(
      firstLink('BUDGET'),
      'Adresse du budget public de la startup ; vide si non renseigné.',
      'https://mes-aides.gouv.fr/budget',
    ),
    impact: url(
      firstLink('IMPACT'),
      'Adresse des mesures d’impact publiques du service ; vide si non renseigné.',
      'https://mes-aides.gouv.fr/impact',
    ),
    date_reference: date(
      sql`${on}::date`,
      'Jour auquel valent la phase actuelle et l’activité, à l’heure de Paris : celui de la dernière modification du registre.',
      '2026-11-23',
      { title: 'Date de référence', required: true },
    ),
    anciens_identifiants: list(
      ofStartup(formerSlugs('startup')),
      'Identifiants que la startup portait avant un renommage ou une fusion, en tableau JSON ; [] s’il n’y en a pas.',
      ['mes-aides-simulateur'],
      { title: 'Anciens identifiants' },
    ),
    phase_inconnue: boolean(
      ofStartup(phaseUnknownOn),
      'Vrai si la phase à la date de référence est inconnue : le registre ne connaît pas le mot de la source, ou la source ne date pas la dernière phase.',
      false,
      { required: true },
    ),
    mot_source_phase_actuelle: text(
      ofStartup(phaseWordOn),
      'Nom de la phase actuelle dans les termes de la source ; vide sans phase actuelle, ou si elle a été enregistrée dans le registre.',
      'construction',
      { title: 'Mot de la source pour la phase actuelle' },
    ),
    decision,
    date_decision,
    analyse_de_risques,
    absente_depuis,
    en_retard: boolean(
      ofStartup(overdueOn),
      'Vrai si la startup, à la date de référence, est en incubation plus de six mois après son début ; vide si la méthode ne s’applique pas à elle, c’est-à-dire si aucune convention ni aucun objectif de la startup ne figure dans le registre.',
      false,
    ),
    domaines: list(
      ofStartup(ministryDomainsOf),
      'Domaines ministériels des administrations porteuses, dans les termes de beta.gouv.fr, en tableau JSON ; [] s’il n’y en a pas.',
      ['affaires-sociales'],
      { title: 'Domaines ministériels', codes: MINISTRY_DOMAIN_CODES },
    ),
    cree_le: createdColumn('s', 'la startup'),
    modifie_le,
    // Last, because a new column must come after the released ones.
    ...added,
  },
});

/** The startups whose absence from their sources began or ended, with the day on which it began. */
function changesAbsence(matches: (before: boolean, after: boolean) => boolean): ReleaseNotesSection['detail'] {
  return (before, after) => {
    if (!before || !after) return null;
    const [oldDay, newDay] = [before('absente_depuis'), after('absente_depuis')];
    if (!matches(oldDay !== '', newDay !== '')) return null;
    return newDay === '' ? '' : `, depuis le ${dayInFrench(newDay)}`;
  };
}

/** The startups whose phase changed, if its first days before and after match. The source may name a phase anew, with the same start. */
function changesPhase(matches: (before: string, after: string) => boolean): ReleaseNotesSection['detail'] {
  return (before, after) => {
    if (!before || !after || before('phase_actuelle') === after('phase_actuelle')) return null;
    // The phase of a startup that disappears or returns is in its own section.
    if ((before('absente_depuis') === '') !== (after('absente_depuis') === '')) return null;
    if (!matches(before('debut_phase_actuelle'), after('debut_phase_actuelle'))) return null;
    return ` : ${phaseLabel(before('phase_actuelle'))} → ${phaseLabel(after('phase_actuelle'))}`;
  };
}

/** The label of the phase with this word, inside a sentence: `accélération`. */
function phaseLabel(word: string): string {
  const code = Object.values(PHASE_NAMES.codes).find((each) => PHASE_NAMES.words[each] === word);
  return code === undefined ? 'aucune' : inSentence(PHASE_NAMES.labels[code]);
}
