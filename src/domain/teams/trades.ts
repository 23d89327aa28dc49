import { labelsOf } from '../../graphql/vocabulary.ts';
import type { TeamRole } from './TeamRole.ts';

/** A trade of members. */
interface Trade {
  readonly code: TeamRole;
  readonly label: string;
  /** The first day on which the source had the word. */
  readonly from: string;
}

/**
 * The trades of members: the words of beta.gouv.fr (`domaine` of https://beta.gouv.fr/api/v2.7/authors.json), with their roles and
 * French labels.
 */
export const TRADES: Readonly<Record<string, Trade>> = {
  Intraprenariat: { code: 'INTRAPRENEUR', label: 'Intraprenariat', from: '2021-04-29' },
  Développement: { code: 'DEVELOPER', label: 'Développement', from: '2021-04-29' },
  Coaching: { code: 'COACH', label: 'Coaching', from: '2021-04-29' },
  Déploiement: { code: 'OTHER', label: 'Déploiement', from: '2021-04-29' },
  Produit: { code: 'OTHER', label: 'Produit', from: '2021-04-29' },
  Design: { code: 'OTHER', label: 'Design', from: '2021-04-29' },
  Animation: { code: 'OTHER', label: 'Animation', from: '2021-04-29' },
  Autre: { code: 'OTHER', label: 'Autre', from: '2021-04-29' },
  Data: { code: 'OTHER', label: 'Données', from: '2024-04-09' },
  Support: { code: 'OTHER', label: 'Support', from: '2024-12-05' },
  Attributaire: { code: 'OTHER', label: 'Attributaire', from: '2025-07-21' },
};

export const TRADE_LABELS = labelsOf(TRADES);
