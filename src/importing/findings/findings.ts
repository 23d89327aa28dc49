import { withoutPersonalAddresses } from '../../values/personalAddresses.ts';
import type { Finding, FindingOutcome, FindingSubject } from './Finding.ts';

/** THE table of what an import can notice: how grave it is, and what it means, in English and in French. */
export const FINDINGS = {
  // Rows
  ABSENT_FROM_SOURCE: {
    outcome: 'FLAGGED',
    meaning: 'A row that a former import brought is no longer in the source; the register keeps it.',
    sens: 'Une ligne apportée par un import précédent ne figure plus dans la source ; le registre la conserve.',
  },

  // Texts
  TEXT_TRIMMED: {
    outcome: 'REPAIRED',
    meaning: 'Blanks, no-break spaces or zero-width characters at an end of a text were removed.',
    sens: 'Des blancs, espaces insécables ou caractères invisibles au début ou à la fin d’un texte ont été retirés.',
  },
  TEXT_UNESCAPED: {
    outcome: 'REPAIRED',
    meaning: 'HTML entities of a text were replaced by the characters they stand for.',
    sens: 'Les entités HTML d’un texte ont été remplacées par les caractères qu’elles désignent.',
  },
  TEXT_NORMALISED: {
    outcome: 'REPAIRED',
    meaning: 'A text was brought to the normal form of Unicode (NFC).',
    sens: 'Un texte a été mis sous la forme normale d’Unicode (NFC).',
  },
  TEXT_CHARACTERS_REMOVED: {
    outcome: 'REPAIRED',
    meaning: 'Characters that no text can hold (NUL, other controls, halves of surrogate pairs) were removed.',
    sens: 'Des caractères qu’aucun texte ne peut contenir (NUL, autres caractères de contrôle, demi-paires de substitution) ont été retirés.',
  },
  TEXT_NULL_WORD: {
    outcome: 'REPAIRED',
    meaning: 'The word null stood for a missing value.',
    sens: 'Le mot « null » tenait lieu de valeur absente.',
  },
  TEXT_CUT: {
    outcome: 'REPAIRED',
    meaning: 'A text longer than the register keeps was cut.',
    sens: 'Un texte plus long que ce que le registre conserve a été coupé.',
  },
  ADDRESS_REMOVED: {
    outcome: 'REPAIRED',
    meaning: "An e-mail address that may be a person's was taken out of a text.",
    sens: 'Une adresse électronique qui peut être celle d’une personne a été retirée d’un texte.',
  },
  DUPLICATE_VALUE: {
    outcome: 'REPAIRED',
    meaning: 'A value listed twice was kept once.',
    sens: 'Une valeur citée deux fois n’a été conservée qu’une fois.',
  },

  // Links, dates and contacts
  URL_TRIMMED: {
    outcome: 'REPAIRED',
    meaning: 'Blanks or a semicolon at an end of a URL were removed.',
    sens: 'Des blancs ou un point-virgule au début ou à la fin d’une URL ont été retirés.',
  },
  URL_UNESCAPED: {
    outcome: 'REPAIRED',
    meaning: 'HTML entities of a URL were replaced by the characters they stand for.',
    sens: 'Les entités HTML d’une URL ont été remplacées par les caractères qu’elles désignent.',
  },
  URL_ENCODED: {
    outcome: 'REPAIRED',
    meaning: 'Characters that no URL can hold as they are were percent-encoded.',
    sens: 'Des caractères qu’une URL ne peut pas contenir tels quels ont été encodés.',
  },
  URL_RELATIVE: {
    outcome: 'REFUSED',
    meaning: 'A URL without host leads nowhere, and was left out.',
    sens: 'Une URL sans nom d’hôte ne mène nulle part : elle a été écartée.',
  },
  URL_REFUSED: {
    outcome: 'REFUSED',
    meaning: 'What should be a URL is none on http or https, or is too long, and was left out.',
    sens: 'Ce qui devrait être une URL n’en est pas une en http ou https, ou est trop long : la valeur a été écartée.',
  },
  URL_PERSONAL: {
    outcome: 'REFUSED',
    meaning: "A URL that holds a password, a user name or a person's e-mail address was left out.",
    sens: 'Une URL qui contient un mot de passe, un identifiant ou l’adresse électronique d’une personne a été écartée.',
  },
  DATE_INVALID: {
    outcome: 'REFUSED',
    meaning: 'What should be a date is not a day of the calendar written YYYY-MM-DD, and was left out.',
    sens: 'Ce qui devrait être une date n’est pas un jour du calendrier écrit AAAA-MM-JJ : la valeur a été écartée.',
  },
  CONTACT_NOT_KEPT: {
    outcome: 'REFUSED',
    meaning: "A contact that is not a generic mailbox may be a person's, and was left out.",
    sens: 'Un contact qui n’est pas une boîte générique peut être celui d’une personne : il a été écarté.',
  },
  CONTACT_CLEANED: {
    outcome: 'REPAIRED',
    meaning: 'What surrounds the address of a contact (blanks, mailto:, a mail query) was removed.',
    sens: 'Ce qui entoure l’adresse d’un contact (blancs, « mailto: », paramètres de message) a été retiré.',
  },
  CONTACT_HOST_LOWERED: {
    outcome: 'REPAIRED',
    meaning: 'The host of a contact was written in lower case.',
    sens: 'Le nom d’hôte d’un contact a été mis en minuscules.',
  },
  CONTACT_HOST_ODD: {
    outcome: 'FLAGGED',
    meaning: 'The host of a contact ends in one letter: a letter seems to be missing.',
    sens: 'Le nom d’hôte d’un contact finit par une seule lettre : il semble en manquer une.',
  },

  // Rows and references
  ROW_REFUSED: {
    outcome: 'REFUSED',
    meaning: 'A row has not the shape that the API documents, and was left out.',
    sens: 'Une ligne n’a pas la forme que l’API documente : elle a été écartée.',
  },
  ID_UNUSABLE: {
    outcome: 'REFUSED',
    meaning: 'An identifier holds characters that no address can hold, and its row was left out.',
    sens: 'Un identifiant contient des caractères qu’aucune adresse ne peut contenir : sa ligne a été écartée.',
  },
  DUPLICATE_ID: {
    outcome: 'REFUSED',
    meaning: 'Two rows have the same identifier: the first was kept.',
    sens: 'Deux lignes ont le même identifiant : la première a été conservée.',
  },
  UNKNOWN_REFERENCE: {
    outcome: 'REFUSED',
    meaning: 'A link leads to an identifier that the source does not hold, and was left out.',
    sens: 'Un lien mène à un identifiant absent de la source : il a été écarté.',
  },
  NAME_MISSING: {
    outcome: 'REPAIRED',
    meaning: 'A row without name is named by its identifier.',
    sens: 'Une ligne sans nom est nommée par son identifiant.',
  },
  SLUG_TAKEN: {
    outcome: 'REPAIRED',
    meaning: 'An incubator has the identifier of an organisation: its own is prefixed.',
    sens: 'Un incubateur a l’identifiant d’une organisation : le sien est préfixé.',
  },
  HIDDEN_INCUBATOR: {
    outcome: 'FLAGGED',
    meaning: 'An incubator that the source hides is known by its startups only.',
    sens: 'Un incubateur que la source masque n’est connu que par ses startups.',
  },
  KIND_UNKNOWN: {
    outcome: 'REPAIRED',
    meaning: 'An unknown type of organisation was taken for OTHER.',
    sens: 'Un type d’organisation inconnu a été classé « autre ».',
  },
  ACCESSIBILITY_UNKNOWN: {
    outcome: 'REFUSED',
    meaning: 'An unknown word for conformity to the RGAA was left out.',
    sens: 'Un terme inconnu de conformité au RGAA a été écarté.',
  },
  EVENT_REFUSED: {
    outcome: 'REFUSED',
    meaning: 'An event without name was left out.',
    sens: 'Un événement sans nom a été écarté.',
  },
  RECORD_CUT: {
    outcome: 'REPAIRED',
    meaning: 'The kept source record was cut where it is too deep or too long.',
    sens: 'L’enregistrement source conservé a été coupé là où il est trop profond ou trop long.',
  },

  // Phases
  PHASE_UNKNOWN: {
    outcome: 'REFUSED',
    meaning: 'An unknown word for a phase: the phase was left out.',
    sens: 'Un nom de phase inconnu : la phase a été écartée.',
  },
  PHASE_DUPLICATE: {
    outcome: 'REFUSED',
    meaning: 'A second phase of the same name and start was left out.',
    sens: 'Une seconde phase de mêmes nom et début a été écartée.',
  },
  END_FROM_NEXT_START: {
    outcome: 'REPAIRED',
    meaning: 'A phase without end ends where the next one starts.',
    sens: 'Une phase sans fin se termine au début de la suivante.',
  },
  END_BEFORE_START: {
    outcome: 'REPAIRED',
    meaning: 'An end earlier than its start was dropped.',
    sens: 'Une fin antérieure à son début a été retirée.',
  },
  PHASES_OVERLAP: {
    outcome: 'FLAGGED',
    meaning: 'A phase ends after the next one starts: both are kept as given.',
    sens: 'Une phase se termine après le début de la suivante : les deux sont conservées telles quelles.',
  },
  PHASES_GAP: {
    outcome: 'FLAGGED',
    meaning: 'More than one day lies between the end of a phase and the start of the next.',
    sens: 'Plus d’un jour sépare la fin d’une phase du début de la suivante.',
  },
  SAME_DAY_PHASES: {
    outcome: 'FLAGGED',
    meaning: 'Phases start the same day: they are ordered by their rank in the life cycle.',
    sens: 'Des phases commencent le même jour : elles sont ordonnées selon leur rang dans le cycle de vie.',
  },
  PHASES_OUT_OF_ORDER: {
    outcome: 'FLAGGED',
    meaning: 'A phase starts after a later one of the life cycle: the dates are kept as given.',
    sens: 'Une phase commence après une phase ultérieure du cycle de vie : les dates sont conservées telles quelles.',
  },

  // Memberships: none of these ever names a member
  EMPLOYMENT_UNKNOWN: {
    outcome: 'REFUSED',
    meaning: 'An unknown word for the employment of a member was left out.',
    sens: 'Un terme inconnu pour le statut d’emploi d’un membre a été écarté.',
  },
  ROLE_MISSING: {
    outcome: 'REPAIRED',
    meaning: 'A member without role was taken for the role Autre.',
    sens: 'Un membre sans rôle a été classé sous le rôle « Autre ».',
  },
  DUPLICATE_MEMBERSHIP: {
    outcome: 'REPAIRED',
    meaning: 'The same mission of a member listed twice was kept once.',
    sens: 'Une même mission d’un membre citée deux fois n’a été conservée qu’une fois.',
  },
  MEMBERSHIPS_OVERLAP: {
    outcome: 'FLAGGED',
    meaning: 'Missions of one member in one startup overlap: they are kept as given.',
    sens: 'Des missions d’un même membre dans une même startup se chevauchent : elles sont conservées telles quelles.',
  },
} as const satisfies Record<string, { outcome: FindingOutcome; meaning: string; sens: string }>;

export type FindingCode = keyof typeof FINDINGS;

/** Makes a {@link Finding} of its code. What it quotes is short, free of personal addresses, and fit for any database. */
export function finding(
  code: FindingCode,
  row: { subject: FindingSubject; sourceId: string },
  field: string,
  before: string | null = null,
  after: string | null = null,
): Finding {
  const { subject, sourceId } = row;
  const { outcome } = FINDINGS[code];
  return { code, outcome, subject, sourceId, field, before: quote(before), after: quote(after) };
}

/** Orders findings by what they are about, then by all the rest: the same findings always come in the same order. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) => [f.subject, f.sourceId, f.field, f.code, f.before ?? '', f.after ?? ''].join('\0');
  return findings
    .map((f) => ({ f, key: key(f) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ f }) => f);
}

function quote(text: string | null): string | null {
  return text === null ? null : quoted(text);
}

/** NUL and halves of surrogate pairs are shown as the replacement character: PostgreSQL holds neither. */
function quoted(text: string): string {
  const clean = withoutPersonalAddresses(text.slice(0, 2000)).replace(/\0|\p{Cs}/gu, '\u{FFFD}');
  return clean.length <= 200 ? clean : `${clean.slice(0, 199).replace(/\p{Cs}$/u, '')}…`;
}
