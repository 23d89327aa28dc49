import { nameOf, textProblem } from '../values/acceptance/texts.ts';
import { type Kind, oneOf, path } from './settingKinds.ts';

/** The settings of the pages: what French law requires of a site of an administration, and the theme. */
export const SITE_SETTINGS = {
  SITE_THEME_FILE: {
    ...path,
    default: null,
    meaning: 'A CSS file that follows the style sheet of the pages: it may set the colours and fonts of `:root`.',
  },
  SITE_DIRECTOR: {
    ...line(),
    default: null,
    meaning: 'The director of publication, as the legal notice names them.',
  },
  SITE_HOST: {
    ...line(),
    default: null,
    meaning: 'The name and the address of the company that hosts the site, as the legal notice names it.',
  },
  SITE_ACCESSIBILITY: {
    ...oneOf('none', 'partial', 'full'),
    default: 'none',
    meaning: 'The conformity of the site to the RGAA after an audit: none without an audit.',
  },
} as const;

function line(): Kind<string> {
  return {
    expected: 'a text of 1 to 300 characters on one line',
    read: (given) => (textProblem(given, nameOf(300)) === null ? given : undefined),
  };
}
