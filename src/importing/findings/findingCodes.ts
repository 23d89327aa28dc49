import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The outcome of a finding. */
export const FINDING_OUTCOMES = enumVocabulary('FindingOutcome', 'The treatment of a value by an import.', {
  REPAIRED: {
    label: 'Corrigé',
    definition: 'L’import a corrigé la valeur et conservé la valeur corrigée.',
    description: 'The import repaired the value and stored the repaired value.',
  },
  FLAGGED: {
    label: 'Signalé',
    definition: 'L’import a conservé la valeur telle quelle, bien qu’elle soit peut-être fausse.',
    description: 'The import stored the value unchanged, although it may be wrong.',
  },
  REFUSED: {
    label: 'Refusé',
    definition: 'L’import n’a pas conservé la valeur.',
    description: 'The import left the value out.',
  },
});

const repaired = withOutcome('REPAIRED');
const flagged = withOutcome('FLAGGED');
const rejected = withOutcome('REFUSED');

/** The findings by code: their outcome, and their meaning in English and in French. */
export const FINDINGS = {
  // Rows
  ABSENT_FROM_SOURCE: flagged(
    'A row of an earlier import is no longer in the source; the register keeps it.',
    'L’enregistrement, issu d’un import précédent, ne figure plus dans la source ; il est conservé dans le registre.',
  ),
  FORMER_ID_KEPT: flagged(
    'The source names a former identifier of a row, which the register has as another row; both are kept. `mergeStartups` merges them.',
    'La source indique un ancien identifiant de l’enregistrement, sous lequel le registre a un autre enregistrement ; les deux sont conservés.',
  ),
  FORMER_ID_GIVEN: rejected(
    'The identifier of a row is a former identifier of another row of the register; the row was rejected.',
    'L’identifiant lu est un ancien identifiant d’un autre enregistrement du registre ; l’enregistrement lu a été refusé.',
  ),
  FORMER_ID_INVALID: rejected(
    'A former identifier that can’t be an identifier of the register was rejected.',
    'L’ancien identifiant lu ne peut pas être un identifiant du registre ; il a été refusé.',
  ),
  EDITED_HERE: flagged(
    'A value that was edited in the register differs from that of the source; the register keeps it.',
    'La valeur a été modifiée dans le registre et diffère de celle de la source ; celle du registre est conservée.',
  ),

  // Texts
  TEXT_TRIMMED: repaired(
    'Blanks, no-break spaces or zero-width characters at the start or the end of a text or a date were removed.',
    'Le texte lu commence ou se termine par des blancs, des espaces insécables ou des caractères invisibles ; ces caractères ont été retirés.',
  ),
  TEXT_UNESCAPED: repaired(
    'HTML entities of a text were replaced by the characters that they represent.',
    'Le texte lu contient des entités HTML ; elles ont été remplacées par les caractères correspondants.',
  ),
  TEXT_NORMALISED: repaired(
    'A text or an identifier was normalised to Unicode NFC.',
    'Le texte lu n’est pas sous la forme normalisée NFC d’Unicode ; il a été converti dans cette forme.',
  ),
  TEXT_LINE_ENDS: repaired(
    'Line ends of a text were written as line feeds; those of a name, as spaces.',
    'Le texte lu contient des fins de ligne d’une autre forme que celle du registre ; elles ont été remplacées, par des espaces dans un nom.',
  ),
  TEXT_CHARACTERS_REMOVED: repaired(
    'Characters that the register does not accept were removed from a text: controls, controls of the direction of writing, unpaired surrogates, and in names invisible characters.',
    'Le texte lu contient des caractères interdits (caractères de contrôle, de sens d’écriture ou invisibles, demi-codets isolés) ; ces caractères ont été retirés.',
  ),
  TEXT_NULL_WORD: repaired(
    'The text null stood for a missing value; the value is missing.',
    'Le texte lu est le mot « null » ; la valeur a été considérée comme non renseignée.',
  ),
  TEXT_CUT: repaired(
    'A text longer than the limit of the register was cut.',
    'Le texte lu dépasse la longueur admise par le registre ; il a été coupé.',
  ),
  ADDRESS_REMOVED: repaired(
    'An e-mail address that may belong to a person was removed from a text.',
    'Le texte lu contient une adresse électronique qui peut être celle d’une personne ; cette adresse a été retirée.',
  ),
  TEXT_NOT_DECODED: rejected(
    'A text that is not percent-encoded UTF-8 was rejected.',
    'Le texte lu n’est pas encodé selon la norme des URL en UTF-8 ; il a été refusé.',
  ),
  NAME_REMOVED: repaired(
    'The name of a member of the source was removed from a text.',
    'Le texte lu contient le nom d’un membre ; ce nom a été retiré.',
  ),
  DUPLICATE_VALUE: repaired(
    'A value that is listed twice was kept once.',
    'La valeur lue figure deux fois dans la liste ; elle n’a été conservée qu’une fois.',
  ),

  // Links, dates and contacts
  URL_TRIMMED: repaired(
    'Blanks or a semicolon at the start or the end of a URL were removed.',
    'L’URL lue commence ou se termine par des blancs ou un point-virgule ; ces caractères ont été retirés.',
  ),
  URL_UNESCAPED: repaired(
    'HTML entities of a URL were replaced by the characters that they represent.',
    'L’URL lue contient des entités HTML ; elles ont été remplacées par les caractères correspondants.',
  ),
  URL_ENCODED: repaired(
    'Characters that are not allowed in a URL were percent-encoded.',
    'L’URL lue contient des caractères interdits dans une URL ; ces caractères ont été encodés.',
  ),
  URL_NORMALISED: repaired(
    'A URL was written in Unicode NFC, with its scheme in lower case, its host name in ASCII, and a slash before a query without a path.',
    'L’URL lue n’est pas sous la forme du registre (NFC, schéma en minuscules, nom d’hôte en ASCII, barre oblique avant une requête sans chemin) ; elle a été convertie dans cette forme.',
  ),
  URL_RELATIVE: rejected('A URL without a host was rejected.', 'L’URL lue n’a pas de nom d’hôte ; elle a été refusée.'),
  URL_REFUSED: rejected(
    'A value that is not an http or https URL, or is too long, was rejected.',
    'La valeur lue n’est pas une URL en http ou https, ou elle est trop longue ; elle a été refusée.',
  ),
  URL_PERSONAL: rejected(
    'A URL with a password, a user name or the e-mail address of a person was rejected.',
    'L’URL lue contient un mot de passe, un identifiant ou l’adresse électronique d’une personne ; elle a été refusée.',
  ),
  DATE_INVALID: rejected(
    'A value that is not a calendar date written YYYY-MM-DD, or is before 1900, was rejected.',
    'La valeur lue n’est pas une date du calendrier au format AAAA-MM-JJ, ou elle est antérieure à 1900 ; elle a été refusée.',
  ),
  CONTACT_NOT_KEPT: rejected(
    'A contact that is not a generic mailbox was rejected: it may belong to a person.',
    'Le contact lu n’est pas une boîte générique et peut désigner une personne ; il a été refusé.',
  ),
  CONTACT_CLEANED: repaired(
    'The text around the address of a contact (blanks, mailto:, message parameters) was removed.',
    'L’adresse du contact lu est entourée de blancs, de « mailto: » ou de paramètres de message ; ces éléments ont été retirés.',
  ),
  CONTACT_HOST_LOWERED: repaired(
    'The host of a contact was written in lower case.',
    'Le nom d’hôte du contact lu contient des majuscules ; il a été mis en minuscules.',
  ),
  CONTACT_HOST_ODD: flagged(
    'The host of a contact ends in one letter: a letter seems to be missing. The contact was kept.',
    'Le nom d’hôte du contact lu se termine par une seule lettre, ce qui est sans doute une erreur ; le contact est conservé tel quel.',
  ),

  // Rows and references
  ROW_REFUSED: rejected(
    'A row that does not have the shape that the API documents was rejected.',
    'L’enregistrement lu n’a pas la forme documentée par l’API ; il a été refusé.',
  ),
  ROW_NOT_STORED: rejected(
    'The database rejected a row that the rules of the import accept; the other rows were imported. The value before is the constraint.',
    'La base de données a refusé l’enregistrement, que les règles de l’import acceptent ; les autres enregistrements ont été importés. La valeur lue indique la contrainte.',
  ),
  ID_UNUSABLE: rejected(
    'An identifier has characters that are not allowed in a URL; its row was rejected.',
    'L’identifiant lu contient des caractères interdits dans une URL ; l’enregistrement a été refusé.',
  ),
  DUPLICATE_ID: rejected(
    'Two rows have the same identifier, whatever its case; the second one was rejected.',
    'Deux enregistrements ont le même identifiant, à la casse près ; le premier est conservé, le second a été refusé.',
  ),
  ID_CASE: repaired(
    'An identifier differs from a known one only by case; it is the known one.',
    'L’identifiant lu ne diffère que par la casse d’un identifiant connu ; il a été remplacé par celui-ci.',
  ),
  UNKNOWN_REFERENCE: rejected(
    'A reference to an identifier that the source does not have was rejected.',
    'L’identifiant cité ne figure pas dans la source ; la référence a été refusée.',
  ),
  ORGANISATION_IS_PERSON: rejected(
    'An organisation with the identifier or the name of a member is a person; it was left out.',
    'L’organisation lue a l’identifiant ou le nom d’un membre : c’est une personne ; elle a été écartée.',
  ),
  REFERENCE_TO_PERSON: rejected(
    'A reference to an organisation that is a person was left out.',
    'La référence lue désigne une personne au lieu d’une organisation ; elle a été écartée.',
  ),
  NAME_MISSING: repaired(
    'A row without a name is named by its identifier.',
    'L’enregistrement lu n’a pas de nom ; son identifiant tient lieu de nom.',
  ),
  SLUG_TAKEN: repaired(
    'An incubator has the identifier of an organisation; the identifier of the incubator was prefixed.',
    'L’incubateur a le même identifiant qu’une organisation ; un préfixe a été ajouté à l’identifiant de l’incubateur.',
  ),
  HIDDEN_INCUBATOR: flagged(
    'The source hides an incubator: only its startups refer to it. It was kept.',
    'L’incubateur est masqué par la source et n’est connu que par ses startups ; il est conservé.',
  ),
  KIND_UNKNOWN: repaired(
    'An unknown type of organisation was replaced by OTHER.',
    'Le type d’organisation lu est inconnu ; il a été remplacé par « autre ».',
  ),
  ACCESSIBILITY_UNKNOWN: rejected(
    'An unknown level of conformity with the RGAA was rejected.',
    'Le niveau de conformité au RGAA lu est inconnu ; il a été refusé.',
  ),
  RISK_ANALYSIS_UNKNOWN: rejected(
    'A declaration of a risk analysis that is neither true nor false was rejected.',
    'L’indication d’une analyse de risques n’est ni « true » ni « false » ; elle a été refusée.',
  ),
  WORD_FORMER: repaired(
    'A word that the source no longer uses was replaced by its code in the register.',
    'La valeur lue est un terme que la source n’emploie plus ; elle a été remplacée par le code correspondant du registre.',
  ),
  WORD_RESPELLED: repaired(
    'A known word in another spelling (case, accents, a former mistake) was replaced by its code in the register.',
    'La valeur lue est un terme connu écrit autrement (casse, accents, faute ancienne) ; elle a été remplacée par le code correspondant du registre.',
  ),
  MINISTRY_DOMAIN_UNKNOWN: flagged(
    'A ministry domain is not one of the known words of the source; it was kept.',
    'Le domaine ministériel lu ne figure pas parmi les termes connus de la source ; il est conservé tel quel.',
  ),
  EVENT_KIND_UNKNOWN: flagged(
    'A kind of event is not one of the known words of the source; it was kept.',
    'Le type d’évènement lu ne figure pas parmi les termes connus de la source ; il est conservé tel quel.',
  ),
  EVENT_REFUSED: rejected('An event without a name was rejected.', 'L’événement lu n’a pas de nom ; il a été refusé.'),
  RECORD_CUT: repaired(
    'The stored copy of a source row was cut where it is too deep or too long.',
    'L’enregistrement lu est trop long ou trop imbriqué ; la copie conservée a été coupée.',
  ),

  // Phases
  PHASE_UNKNOWN: rejected(
    'An unknown name of a phase was rejected; the phase was kept with its word and without a name, and ends the one before it.',
    'Le nom de phase lu est inconnu et a été refusé ; la phase est conservée sous ce mot, sans nom, et met fin à la précédente.',
  ),
  PHASE_UNDATED: flagged(
    'The last phase has no valid start; it was kept without a first day, and the phase of the startup is unknown after the one before it.',
    'La dernière phase lue n’a pas de date de début valide ; elle est conservée sans date, et la phase de la startup est inconnue après la précédente.',
  ),
  PHASE_NOT_KEPT: rejected(
    'A phase without a valid start that is not the last one was rejected.',
    'La phase lue n’a pas de date de début valide et d’autres la suivent ; elle a été refusée.',
  ),
  PHASE_DUPLICATE: rejected(
    'A second phase with the same name and start was rejected.',
    'Une autre phase a le même nom et le même début ; la seconde a été refusée.',
  ),
  END_FROM_NEXT_START: repaired(
    'A phase without an end ends at the start of the next one.',
    'La phase lue n’a pas de date de fin alors qu’une autre la suit ; elle se termine au début de la suivante.',
  ),
  END_BEFORE_START: repaired(
    'An end that is earlier than its start was removed.',
    'La date de fin lue est antérieure à la date de début ; elle a été retirée.',
  ),
  PHASES_OVERLAP: flagged(
    'A phase ends after the start of the next one; both were kept.',
    'La phase lue se termine après le début de la suivante ; les deux sont conservées telles quelles.',
  ),
  PHASES_GAP: flagged(
    'More than one day lies between the end of a phase and the start of the next one; both were kept.',
    'Plus d’un jour sépare la fin de la phase lue du début de la suivante ; les deux sont conservées telles quelles.',
  ),
  SAME_DAY_PHASES: flagged(
    'Phases start on the same day; they are ordered by their rank in the life cycle.',
    'Plusieurs phases commencent le même jour ; elles sont ordonnées selon leur rang dans le cycle de vie.',
  ),
  PHASES_OUT_OF_ORDER: flagged(
    'A phase starts after a later phase of the life cycle; the dates were kept.',
    'La phase lue commence après une phase ultérieure du cycle de vie ; les dates sont conservées telles quelles.',
  ),

  // Memberships: none of these ever names a member
  EMPLOYMENT_UNKNOWN: rejected(
    'An unknown employment status of a member was rejected.',
    'Le statut d’emploi lu pour un membre est inconnu ; il a été refusé.',
  ),
  ROLE_UNKNOWN: flagged(
    'A member has a profession that is not one of the known words of the source; it was kept, with the role OTHER.',
    'Le métier lu pour un membre ne figure pas parmi les termes connus de la source ; il est conservé, avec le rôle « Autre ».',
  ),
  ROLE_MISSING: repaired(
    'A member without a role received the role Autre.',
    'Le membre lu n’a pas de rôle ; le rôle « Autre » lui a été attribué.',
  ),
  DUPLICATE_MEMBERSHIP: repaired(
    'A mission of a member that is listed twice was kept once.',
    'La même mission d’un membre figure deux fois ; elle n’a été conservée qu’une fois.',
  ),
  MEMBERSHIPS_OVERLAP: flagged(
    'Missions of one member in one startup overlap; they were kept.',
    'Plusieurs missions d’un même membre dans une même startup se chevauchent ; elles sont conservées telles quelles.',
  ),
};

export type FindingCode = keyof typeof FINDINGS;

/** The codes of findings as an enum. */
export const FINDING_CODES = enumVocabulary(
  'ImportFindingCode',
  'What an import found in a value or a row of a source.',
  FINDINGS,
);

function withOutcome(outcome: keyof typeof FINDING_OUTCOMES.codes) {
  return (description: string, label: string) => ({ outcome, description, label });
}
