import { isMailbox, isUrl } from '../values/acceptance/addresses.ts';
import { identifierProblem, normalizeIdentifier } from '../values/acceptance/identifiers.ts';
import { nameOf, textProblem } from '../values/acceptance/texts.ts';
import { judgeMailbox } from '../values/mailboxes.ts';
import type { Kind } from './settingKinds.ts';

/** The settings of the publisher of the open data. Releases, catalogues, pages and data.gouv.fr show them. */
export const PUBLISHER_SETTINGS = {
  PUBLISHER_NAME: {
    ...name('a name of 1 to 200 characters on one line'),
    default: 'Registre des services numériques de l’État',
    meaning: 'The name of the administration that publishes the open data, as its readers know it.',
  },
  PUBLISHER_URL: {
    ...page(),
    default: null,
    meaning: 'The website of the publisher.',
  },
  PUBLISHER_SIREN: {
    ...sirenOrSiret(),
    default: null,
    meaning: 'The SIREN or the SIRET of the publisher.',
  },
  CONTACT_NAME: {
    ...name('a name of 1 to 200 characters on one line'),
    default: null,
    meaning: 'The name of the team that answers questions about the data. Default: PUBLISHER_NAME.',
  },
  CONTACT_EMAIL: {
    ...mailbox(),
    default: null,
    meaning: 'The public mailbox of that team. It is published: never the address of a person.',
  },
  CONTACT_URL: {
    ...page(),
    default: null,
    meaning: 'The page on which readers contact that team.',
  },
  REPOSITORY_URL: {
    ...page(),
    default: null,
    meaning: 'The repository of the software and of the schemas of the tables. Default: PUBLISHER_URL.',
  },
} as const;

function name(expected: string): Kind<string> {
  return { expected, read: (given) => (textProblem(given, nameOf(200)) === null ? given : undefined) };
}

/** A URL that every file of a release can hold. */
function page(): Kind<string> {
  return {
    expected: 'an http or https URL such as https://www.example.gouv.fr/contact',
    read: (given) => (isUrl(given) ? given : undefined),
  };
}

function mailbox(): Kind<string> {
  return {
    expected: 'the e-mail address of a team, such as contact@example.gouv.fr',
    read: (given) => (isMailbox(given) && judgeMailbox(given) !== 'PERSON' ? given : undefined),
  };
}

function sirenOrSiret(): Kind<string> {
  return {
    expected: 'a SIREN of 9 digits or a SIRET of 14 digits, with a valid check digit',
    read(given) {
      const schemes = ['siren', 'siret'];
      const { value } = normalizeIdentifier('siren', given);
      return schemes.some((scheme) => identifierProblem(scheme, value) === null) ? value : undefined;
    },
  };
}
