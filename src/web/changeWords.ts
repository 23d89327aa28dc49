import type { Change, ChangeNature, FieldChange } from '../domain/changes/Change.ts';
import type { ChangedVersion } from '../domain/changes/changedVersions.ts';
import { PUBLIC_TABLES } from '../domain/changes/publicTables.ts';
import { ENTITY_KINDS } from '../domain/entities/EntityKind.ts';
import { SUCCESSION_KINDS } from '../domain/entities/SuccessionKind.ts';
import { MISSION_ACTION_KINDS } from '../domain/missions/MissionActionKind.ts';
import { SERVICE_STATUSES } from '../domain/services/ServiceStatus.ts';
import { ACCESSIBILITIES } from '../domain/startups/Accessibility.ts';
import { LINK_KINDS } from '../domain/startups/LinkKind.ts';
import { PHASE_NAMES } from '../domain/startups/lifecycle.ts';
import { STARTUP_DECISIONS } from '../domain/startups/StartupDecision.ts';
import { decodeId } from '../graphql/relations/lookup.ts';
import type { TrackedTable } from '../register/journal/trackedTables.ts';
import { numberInFrench } from './site/french.ts';

const LONGEST_VALUE = 200;

/** « Version 42 : 3 fiches modifiées, 1 créée ». */
export function titleOf({ version, created, updated, removed }: ChangedVersion): string {
  const counts: [number, string][] = [
    [updated, 'modifiée'],
    [created, 'créée'],
    [removed, 'supprimée'],
  ];
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, done], at) => {
      const many = count < 2 ? '' : 's';
      return `${numberInFrench(count)}\u00a0${at === 0 ? `fiche${many} ` : ''}${done}${many}`;
    });
  return `Version ${version}\u00a0: ${told.join(', ')}`;
}

/** « Startup d’État « une » : phase ajoutée ; nom : Investigation ». */
export function lineOf({ table, nature, slug, subjectId, fields }: ChangedVersion['changes'][number]): string {
  const about = decodeId(subjectId)?.table ?? table;
  const { noun, feminine } = wordOf(about);
  const subject = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} «\u00a0${slug ?? subjectId}\u00a0»`;
  const part = wordOf(table);
  const done =
    about === table
      ? ` ${DONE[nature]}${feminine ? 'e' : ''}`
      : `\u00a0: ${part.noun} ${DONE_TO_PART[nature]}${part.feminine ? 'e' : ''}`;
  const told = fields.map((field) => fieldOf(table, nature, field));
  return [`${subject}${done}`, ...told].join('\u00a0; ');
}

const DONE: Readonly<Record<ChangeNature, string>> = { CREATED: 'créé', UPDATED: 'modifié', REMOVED: 'supprimé' };
const DONE_TO_PART: Readonly<Record<ChangeNature, string>> = {
  CREATED: 'ajouté',
  UPDATED: 'modifié',
  REMOVED: 'retiré',
};

function fieldOf(table: string, nature: Change['nature'], { name, before, after }: FieldChange): string {
  const [was, is] = [shownAs(table, name, before), shownAs(table, name, after)];
  const told = nature === 'UPDATED' ? `${was} → ${is}` : nature === 'CREATED' ? is : was;
  return `${FIELD_WORDS[name] ?? name}\u00a0: ${told}`;
}

function shownAs(table: string, name: string, value: string | null): string {
  if (value === null) return '(vide)';
  const word = CODES[`${table}.${name}`]?.[value]?.description.split(' — ')[0];
  if (word !== undefined) return word;
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

/** The French words of codes, by column. */
const CODES: Readonly<Record<string, Readonly<Record<string, { readonly description: string }>>>> = {
  'entity.kind': ENTITY_KINDS.descriptions,
  'entity_succession.kind': SUCCESSION_KINDS.descriptions,
  'mission_action.kind': MISSION_ACTION_KINDS.descriptions,
  'mission_action.beneficiaryKind': ENTITY_KINDS.descriptions,
  'phase.name': PHASE_NAMES.descriptions,
  'service.status': SERVICE_STATUSES.descriptions,
  'startup.accessibility': ACCESSIBILITIES.descriptions,
  'startup.decision': STARTUP_DECISIONS.descriptions,
  'startup_link.kind': LINK_KINDS.descriptions,
};

interface Word {
  readonly noun: string;
  readonly feminine: boolean;
}

function feminine(noun: string): Word {
  return { noun, feminine: true };
}

function masculine(noun: string): Word {
  return { noun, feminine: false };
}

function wordOf(table: string): Word {
  return Object.entries<Word>(TABLE_WORDS).find(([name]) => name === table)?.[1] ?? masculine(table);
}

/** What a row of each public table is, in French. */
export const TABLE_WORDS: Readonly<Partial<Record<TrackedTable, Word>>> = {
  agreement: feminine('convention'),
  entity: feminine('entité'),
  entity_identifier: masculine('identifiant externe'),
  entity_succession: feminine('succession'),
  mission: feminine('mission'),
  mission_action: feminine('action'),
  mission_theme: feminine('thématique'),
  objective: masculine('objectif'),
  pain_point: masculine('irritant'),
  phase: feminine('phase'),
  rebilling: feminine('refacturation'),
  satisfaction_survey: feminine('enquête de satisfaction'),
  scale_plan: masculine('plan de passage à l’échelle'),
  service: masculine('service'),
  service_startup: feminine('startup d’origine'),
  startup: feminine('startup d’État'),
  startup_event: masculine('évènement'),
  startup_incubator: masculine('incubateur'),
  startup_link: masculine('lien'),
  startup_sponsor: feminine('administration porteuse'),
  theme: feminine('thématique'),
};

/** What each public field is, in French. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  accessibility: 'conformité RGAA',
  acronym: 'sigle',
  administration: 'administration',
  agreement: 'convention',
  amountCents: 'montant (centimes)',
  beneficiaryKind: 'bénéficiaires',
  billedOn: 'date de facturation',
  closedOn: 'fermeture',
  comment: 'commentaire',
  contact: 'boîte générique',
  costCents: 'coût (centimes)',
  decidedOn: 'date de décision',
  decision: 'décision',
  description: 'description',
  effectiveOn: 'date d’effet',
  endedOn: 'fin',
  endsOn: 'fin',
  entity: 'entité',
  incubator: 'incubateur',
  kind: 'type',
  legalSource: 'source juridique',
  legalUrl: 'adresse de la source',
  ministryDomain: 'domaine ministériel',
  name: 'nom',
  on: 'date',
  operator: 'opérateur',
  parent: 'rattachement',
  partner: 'partenaire',
  pitch: 'accroche',
  position: 'rang',
  predecessor: 'prédécesseur',
  raisedOn: 'date',
  rebilledShare: 'part refacturée',
  respondents: 'réponses',
  scheme: 'référentiel',
  score: 'note',
  service: 'service',
  signedOn: 'signature',
  slug: 'identifiant',
  sponsor: 'administration',
  startedOn: 'début',
  startup: 'startup',
  statement: 'énoncé',
  status: 'statut',
  successor: 'successeur',
  technologies: 'technologies',
  theme: 'thématique',
  topics: 'thématiques',
  url: 'adresse',
  value: 'valeur',
  website: 'site web',
};

/** Names that the feed shows and that have no French word here. */
export function withoutWord(): string[] {
  return Object.entries(PUBLIC_TABLES).flatMap(([table, { fields }]) => [
    ...(table in TABLE_WORDS ? [] : [table]),
    ...Object.keys(fields).filter((name) => !(name in FIELD_WORDS)),
  ]);
}
