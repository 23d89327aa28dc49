import { type KeptWord, keptCodes } from '../../graphql/codeList.ts';
import { labelsOf } from '../../graphql/vocabulary.ts';
import { sql } from '../../sql/sql.ts';
import type { TeamRole } from './TeamRole.ts';

/** A trade of members. */
interface Trade extends KeptWord {
  readonly code: TeamRole;
  /** The first day on which the source had the word. */
  readonly from: string;
}

/**
 * The trades of members: the words of beta.gouv.fr (`domaine` of https://beta.gouv.fr/api/v2.7/authors.json), with their roles and
 * French labels.
 */
export const TRADES: Readonly<Record<string, Trade>> = {
  Intraprenariat: {
    code: 'INTRAPRENEUR',
    label: 'Intraprenariat',
    definition: 'L’agent public qui porte la startup et conduit l’équipe.',
    from: '2021-04-29',
  },
  Développement: {
    code: 'DEVELOPER',
    label: 'Développement',
    definition: 'Le développement du service.',
    from: '2021-04-29',
  },
  Coaching: { code: 'COACH', label: 'Coaching', definition: 'L’apport de la méthode à l’équipe.', from: '2021-04-29' },
  Déploiement: {
    code: 'OTHER',
    label: 'Déploiement',
    definition: 'La diffusion du service auprès de ses usagers et de ses partenaires.',
    from: '2021-04-29',
  },
  Produit: {
    code: 'OTHER',
    label: 'Produit',
    definition: 'La conduite du produit : priorités, observation des usages, choix des évolutions.',
    from: '2021-04-29',
  },
  Design: {
    code: 'OTHER',
    label: 'Design',
    definition: 'La conception du parcours et des écrans, avec les usagers.',
    from: '2021-04-29',
  },
  Animation: {
    code: 'OTHER',
    label: 'Animation',
    definition: 'L’animation de la communauté et du réseau d’incubateurs.',
    from: '2021-04-29',
  },
  Autre: { code: 'OTHER', label: 'Autre', definition: 'Tout autre métier.', from: '2021-04-29' },
  Data: { code: 'OTHER', label: 'Données', definition: 'L’analyse et l’ingénierie des données.', from: '2024-04-09' },
  Support: { code: 'OTHER', label: 'Support', definition: 'L’aide aux usagers et aux équipes.', from: '2024-12-05' },
  Attributaire: {
    code: 'OTHER',
    label: 'Attributaire',
    definition: 'Les personnes des entreprises titulaires d’un marché public, qui suivent son exécution.',
    from: '2025-07-21',
  },
};

export const TRADE_LABELS = labelsOf(TRADES);

export const TRADE_CODES = keptCodes(TRADES, sql`SELECT role_word FROM membership`);
