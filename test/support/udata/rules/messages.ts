import type { Call } from '../http/call.ts';

type Language = Call['language'];

/** The sentences of the forms. A publisher never compares them: the platform answers in French or in English. */
export const required = (language: Language) =>
  language === 'fr' ? 'Ce champ est requis.' : 'This field is required.';

export const notAChoice = (language: Language) =>
  language === 'fr' ? "N'est pas un choix valide." : 'Not a valid choice.';

export const tooLong = (language: Language, maximum: number) =>
  language === 'fr'
    ? `Le champ ne peut pas contenir plus de ${maximum} caractères.`
    : `Field cannot be longer than ${maximum} characters.`;

export const notADate = (language: Language) =>
  language === 'fr' ? 'Valeur de date invalide.' : 'Not a valid date value.';
