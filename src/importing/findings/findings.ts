import { removePersonalAddresses } from '../../values/personalAddresses.ts';
import type { ImportFinding } from './ImportFinding.ts';

/** One value or row of a source that an import repaired, flagged or rejected. It never names a person. */
export interface SourceFinding extends Omit<ImportFinding, 'key' | 'importKey' | 'sourceId'> {
  /** The id of the row at the source; empty when the id identifies a person. */
  sourceId: string;
}

const repaired = withOutcome('REPAIRED');
const flagged = withOutcome('FLAGGED');
const rejected = withOutcome('REFUSED');

/** The findings by code: their outcome, and their meaning in English and in French. */
export const FINDINGS = {
  // Rows
  ABSENT_FROM_SOURCE: flagged(
    'A row that a former import brought is no longer in the source; the register keeps it.',
    'Une ligne apportée par un import précédent ne figure plus dans la source ; le registre la conserve.',
  ),

  // Texts
  TEXT_TRIMMED: repaired(
    'Blanks, no-break spaces or zero-width characters at an end of a text were removed.',
    'Des blancs, espaces insécables ou caractères invisibles au début ou à la fin d’un texte ont été retirés.',
  ),
  TEXT_UNESCAPED: repaired(
    'HTML entities of a text were replaced by the characters they stand for.',
    'Les entités HTML d’un texte ont été remplacées par les caractères qu’elles désignent.',
  ),
  TEXT_NORMALISED: repaired(
    'A text was brought to the normal form of Unicode (NFC).',
    'Un texte a été mis sous la forme normale d’Unicode (NFC).',
  ),
  TEXT_CHARACTERS_REMOVED: repaired(
    'Characters that no text can hold (NUL, other controls, halves of surrogate pairs) were removed.',
    'Des caractères qu’aucun texte ne peut contenir (NUL, autres caractères de contrôle, demi-paires de substitution) ont été retirés.',
  ),
  TEXT_NULL_WORD: repaired(
    'The word null stood for a missing value.',
    'Le mot « null » tenait lieu de valeur absente.',
  ),
  TEXT_CUT: repaired(
    'A text longer than the register keeps was cut.',
    'Un texte plus long que ce que le registre conserve a été coupé.',
  ),
  ADDRESS_REMOVED: repaired(
    "An e-mail address that may be a person's was taken out of a text.",
    'Une adresse électronique qui peut être celle d’une personne a été retirée d’un texte.',
  ),
  DUPLICATE_VALUE: repaired(
    'A value listed twice was kept once.',
    'Une valeur citée deux fois n’a été conservée qu’une fois.',
  ),

  // Links, dates and contacts
  URL_TRIMMED: repaired(
    'Blanks or a semicolon at an end of a URL were removed.',
    'Des blancs ou un point-virgule au début ou à la fin d’une URL ont été retirés.',
  ),
  URL_UNESCAPED: repaired(
    'HTML entities of a URL were replaced by the characters they stand for.',
    'Les entités HTML d’une URL ont été remplacées par les caractères qu’elles désignent.',
  ),
  URL_ENCODED: repaired(
    'Characters that no URL can hold as they are were percent-encoded.',
    'Des caractères qu’une URL ne peut pas contenir tels quels ont été encodés.',
  ),
  URL_RELATIVE: rejected(
    'A URL without host leads nowhere, and was left out.',
    'Une URL sans nom d’hôte ne mène nulle part : elle a été écartée.',
  ),
  URL_REFUSED: rejected(
    'What should be a URL is none on http or https, or is too long, and was left out.',
    'Ce qui devrait être une URL n’en est pas une en http ou https, ou est trop long : la valeur a été écartée.',
  ),
  URL_PERSONAL: rejected(
    "A URL that holds a password, a user name or a person's e-mail address was left out.",
    'Une URL qui contient un mot de passe, un identifiant ou l’adresse électronique d’une personne a été écartée.',
  ),
  DATE_INVALID: rejected(
    'What should be a date is not a day of the calendar written YYYY-MM-DD, and was left out.',
    'Ce qui devrait être une date n’est pas un jour du calendrier écrit AAAA-MM-JJ : la valeur a été écartée.',
  ),
  CONTACT_NOT_KEPT: rejected(
    "A contact that is not a generic mailbox may be a person's, and was left out.",
    'Un contact qui n’est pas une boîte générique peut être celui d’une personne : il a été écarté.',
  ),
  CONTACT_CLEANED: repaired(
    'What surrounds the address of a contact (blanks, mailto:, a mail query) was removed.',
    'Ce qui entoure l’adresse d’un contact (blancs, « mailto: », paramètres de message) a été retiré.',
  ),
  CONTACT_HOST_LOWERED: repaired(
    'The host of a contact was written in lower case.',
    'Le nom d’hôte d’un contact a été mis en minuscules.',
  ),
  CONTACT_HOST_ODD: flagged(
    'The host of a contact ends in one letter: a letter seems to be missing.',
    'Le nom d’hôte d’un contact finit par une seule lettre : il semble en manquer une.',
  ),

  // Rows and references
  ROW_REFUSED: rejected(
    'A row has not the shape that the API documents, and was left out.',
    'Une ligne n’a pas la forme que l’API documente : elle a été écartée.',
  ),
  ID_UNUSABLE: rejected(
    'An identifier holds characters that no address can hold, and its row was left out.',
    'Un identifiant contient des caractères qu’aucune adresse ne peut contenir : sa ligne a été écartée.',
  ),
  DUPLICATE_ID: rejected(
    'Two rows have the same identifier: the first was kept.',
    'Deux lignes ont le même identifiant : la première a été conservée.',
  ),
  UNKNOWN_REFERENCE: rejected(
    'A link leads to an identifier that the source does not hold, and was left out.',
    'Un lien mène à un identifiant absent de la source : il a été écarté.',
  ),
  NAME_MISSING: repaired(
    'A row without name is named by its identifier.',
    'Une ligne sans nom est nommée par son identifiant.',
  ),
  SLUG_TAKEN: repaired(
    'An incubator has the identifier of an organisation: its own is prefixed.',
    'Un incubateur a l’identifiant d’une organisation : le sien est préfixé.',
  ),
  HIDDEN_INCUBATOR: flagged(
    'An incubator that the source hides is known by its startups only.',
    'Un incubateur que la source masque n’est connu que par ses startups.',
  ),
  KIND_UNKNOWN: repaired(
    'An unknown type of organisation was taken for OTHER.',
    'Un type d’organisation inconnu a été classé « autre ».',
  ),
  ACCESSIBILITY_UNKNOWN: rejected(
    'An unknown word for conformity to the RGAA was left out.',
    'Un terme inconnu de conformité au RGAA a été écarté.',
  ),
  EVENT_REFUSED: rejected('An event without name was left out.', 'Un événement sans nom a été écarté.'),
  RECORD_CUT: repaired(
    'The kept source record was cut where it is too deep or too long.',
    'L’enregistrement source conservé a été coupé là où il est trop profond ou trop long.',
  ),

  // Phases
  PHASE_UNKNOWN: rejected(
    'An unknown word for a phase: the phase was left out.',
    'Un nom de phase inconnu : la phase a été écartée.',
  ),
  PHASE_DUPLICATE: rejected(
    'A second phase of the same name and start was left out.',
    'Une seconde phase de mêmes nom et début a été écartée.',
  ),
  END_FROM_NEXT_START: repaired(
    'A phase without end ends where the next one starts.',
    'Une phase sans fin se termine au début de la suivante.',
  ),
  END_BEFORE_START: repaired(
    'An end earlier than its start was dropped.',
    'Une fin antérieure à son début a été retirée.',
  ),
  PHASES_OVERLAP: flagged(
    'A phase ends after the next one starts: both are kept as given.',
    'Une phase se termine après le début de la suivante : les deux sont conservées telles quelles.',
  ),
  PHASES_GAP: flagged(
    'More than one day lies between the end of a phase and the start of the next.',
    'Plus d’un jour sépare la fin d’une phase du début de la suivante.',
  ),
  SAME_DAY_PHASES: flagged(
    'Phases start the same day: they are ordered by their rank in the life cycle.',
    'Des phases commencent le même jour : elles sont ordonnées selon leur rang dans le cycle de vie.',
  ),
  PHASES_OUT_OF_ORDER: flagged(
    'A phase starts after a later one of the life cycle: the dates are kept as given.',
    'Une phase commence après une phase ultérieure du cycle de vie : les dates sont conservées telles quelles.',
  ),

  // Memberships: none of these ever names a member
  EMPLOYMENT_UNKNOWN: rejected(
    'An unknown word for the employment of a member was left out.',
    'Un terme inconnu pour le statut d’emploi d’un membre a été écarté.',
  ),
  ROLE_MISSING: repaired(
    'A member without role was taken for the role Autre.',
    'Un membre sans rôle a été classé sous le rôle « Autre ».',
  ),
  DUPLICATE_MEMBERSHIP: repaired(
    'The same mission of a member listed twice was kept once.',
    'Une même mission d’un membre citée deux fois n’a été conservée qu’une fois.',
  ),
  MEMBERSHIPS_OVERLAP: flagged(
    'Missions of one member in one startup overlap: they are kept as given.',
    'Des missions d’un même membre dans une même startup se chevauchent : elles sont conservées telles quelles.',
  ),
};

export type FindingCode = keyof typeof FINDINGS;

/** Creates a {@link SourceFinding}. Quoted values are cut at 200 characters and contain no personal address. */
export function finding(
  code: FindingCode,
  { subject, sourceId }: Pick<SourceFinding, 'subject' | 'sourceId'>,
  field: string,
  before: string | null = null,
  after: string | null = null,
): SourceFinding {
  return {
    code,
    outcome: FINDINGS[code].outcome,
    subject,
    sourceId,
    field,
    before: excerptOf(before),
    after: excerptOf(after),
  };
}

function withOutcome(outcome: SourceFinding['outcome']) {
  return (meaning: string, sens: string) => ({ outcome, meaning, sens });
}

function excerptOf(text: string | null): string | null {
  if (text === null) return null;
  // PostgreSQL stores neither NUL nor unpaired surrogates.
  const clean = removePersonalAddresses(text.slice(0, 2000)).replace(/\0|\p{Cs}/gu, '\u{FFFD}');
  return clean.length <= 200 ? clean : `${clean.slice(0, 199).replace(/\p{Cs}$/u, '')}…`;
}
