import { type KeptWord, keptCodes } from '../../graphql/codeList.ts';
import { sql } from '../../sql/sql.ts';

/**
 * The kinds of events: the words of beta.gouv.fr (`name` in `events` of https://beta.gouv.fr/api/v2.7/startups.json), with their
 * French labels, and the first day on which the source had the word.
 */
export const EVENT_KINDS = {
  product_launch: {
    label: 'Lancement du produit',
    definition: 'L’ouverture du service à ses premiers usagers.',
    from: '2020-08-20',
  },
  end: {
    label: 'Fin',
    definition: 'La fin de la startup ou de son accompagnement.',
    from: '2020-08-20',
  },
  national_impact: {
    label: 'Impact national',
    definition: 'Le service est jugé assez utile et répandu pour avoir des effets dans tout le pays.',
    from: '2020-08-20',
  },
  other: {
    label: 'Autre évènement',
    definition: 'Un évènement que son commentaire décrit.',
    from: '2020-10-12',
    synonyms: ['reprise'],
  },
  committee: {
    label: 'Comité',
    definition:
      'La réunion dans laquelle l’équipe, l’administration porteuse et l’incubateur décident de la suite : poursuivre, réorienter ou arrêter.',
    from: '2020-11-10',
    synonyms: ['commitee'],
  },
  fast: {
    label: 'Fonds d’accélération des startups d’État et de territoires (FAST)',
    definition:
      'La startup reçoit l’aide de ce fonds de la direction interministérielle du numérique, qui complète le financement de l’administration porteuse.',
    from: '2024-07-06',
  },
  eig: {
    label: 'Entrepreneurs d’intérêt général (EIG)',
    definition:
      'La startup accueille des participants de ce programme, qui place des experts du numérique dans les administrations.',
    from: '2026-05-11',
  },
} as const satisfies Readonly<Record<string, KeptWord>>;

export const EVENT_KIND_CODES = keptCodes(EVENT_KINDS, sql`SELECT kind FROM startup_event`);
