import { FIRST_NAMES } from './firstNames.ts';
import type { PersonNames } from './PersonNames.ts';
import { foldedWords } from './text.ts';

/** What is known about a mailbox. Nothing: only its own words count. */
export interface MailboxContext {
  /** The slugs and names of the product, and of its incubators and organisations. */
  readonly names?: readonly string[];
  /** The addresses that at least three products give, in lower case. */
  readonly shared?: ReadonlySet<string>;
  readonly persons?: PersonNames;
}

/**
 * Why the part before the `@` is that of a shared mailbox (`FUNCTIONAL`, `OWN_NAME`, `SHARED`), or is not: `MEMBER`, the id or the name
 * of a member; `PERSON`, the form of the name of a person; `UNKNOWN`, which may be a person.
 */
export type MailboxVerdict = 'FUNCTIONAL' | 'OWN_NAME' | 'SHARED' | 'MEMBER' | 'PERSON' | 'UNKNOWN';

const GENERIC: ReadonlySet<MailboxVerdict> = new Set(['FUNCTIONAL', 'OWN_NAME', 'SHARED']);

/** Whether the address of a mailbox is that of a team: only then may the register store and publish its address. */
export function isGenericMailbox(address: string, context: MailboxContext = {}): boolean {
  return GENERIC.has(judgeMailbox(address, context));
}

/** Decides whether a mailbox is that of a team. A person is recognised first, so that no other rule can keep its address. */
export function judgeMailbox(address: string, context: MailboxContext = {}): MailboxVerdict {
  const { names = [], shared, persons } = context;
  const [localPart = ''] = address.split('@', 1);
  const words = foldedWords(localPart);
  const own = names.map(foldedWords).filter((name) => name.join('').length >= SHORTEST_NAME);
  if (persons && namesMember(words, persons)) return 'MEMBER';
  const functional = isFunctional(words);
  const rest = functional ? words.filter((word) => !isFunctionWord(word)) : words;
  const isOwn = own.some((name) => isNameOf(rest, name) || (functional && containsName(rest.join(''), name, own)));
  if (looksPersonal(localPart, rest, { isOwn, functional, persons })) return 'PERSON';
  if (functional) return 'FUNCTIONAL';
  if (isOwn || own.some((name) => containsName(words.join(''), name, own))) return 'OWN_NAME';
  // Two words may be a first name that is not known, and a surname.
  return shared?.has(address.toLowerCase()) && words.length !== 2 ? 'SHARED' : 'UNKNOWN';
}

/** The shortest name of a product that makes a mailbox its own. */
const SHORTEST_NAME = 3;
/** The shortest name that a mailbox may contain with other words. */
const SHORTEST_CONTAINED_NAME = 5;
/** The shortest name of several words that a mailbox may contain with unknown words. */
const SHORTEST_DISTINCTIVE_NAME = 8;

/** The functions of mailboxes, from the mailboxes of beta.gouv.fr. None is a first name. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `accelerateur accelerateurs accueil admin administration aide aides assistance atelier ateliers bonjour communaute communication
  contact contacts culture deploiement dnum donnees dsi dtnum dpo equipe equipes fabrique fabriques feedback formulaire hello incubateur
  incubateurs info infos information informations innovation innover inscription lab labo laboratoire labs liste metiers mission missions
  moderation newsletter noreply notification notifications numerique partenariat partenariats plateforme pole postmaster presse produit
  produits programme projet projets question questions recrutement relations rgpd secretariat securite service services snum startup
  startups support supports team technique webmaster`.split(/\s+/),
);

/** Functions that another word may follow without a separator: `contactacceslibre`. No surname begins so. */
const FUNCTION_PREFIX = /^(?:contact|support|bonjour|equipe|atelier|incubateur|communication|fabrique|startup)/;

/** The last word of functional mailboxes of the ministry of the armed forces, and of mailboxes of persons who are not agents. */
const FUNCTIONAL_SUFFIX = 'fct';
const PERSONAL_SUFFIXES: ReadonlySet<string> = new Set(['ext', 'externe', 'presta', 'prestataire', 'stagiaire']);

/** Words that join others: `lemarche`, `mes-aides`. */
const LINK_WORDS: ReadonlySet<string> = new Set(
  'a au aux d de des du en et l la le les ma mes mon nos notre pour'.split(' '),
);

/** Words before the name of a product that begin no usual surname. */
const PREFIXES: ReadonlySet<string> = new Set(['les', 'mes', 'mon', 'nos', 'notre', 'pour']);

function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word) || word === FUNCTIONAL_SUFFIX;
}

function isFunctional(words: readonly string[]): boolean {
  const [first = ''] = words;
  return FUNCTION_WORDS.has(first) || FUNCTION_PREFIX.test(first) || words.at(-1) === FUNCTIONAL_SUFFIX;
}

/** Whether the words are, or contain, the id or the name of a member, also with the initial of the first name. */
function namesMember(words: readonly string[], persons: PersonNames): boolean {
  const text = words.join(' ');
  const letters = words.join('');
  const withoutNumber = letters.replace(/\d+$/, '');
  return (
    [letters, withoutNumber, withoutNumber.replace(FUNCTION_PREFIX, '')].some(
      (each) => persons.includes(each) || persons.hasInitial(each),
    ) || persons.remove(text) !== text
  );
}

/**
 * Whether the words other than functions look like the name of a person: a first name, `p.nom`, or several words between dots, unless
 * they are the name of the product.
 */
function looksPersonal(
  localPart: string,
  rest: readonly string[],
  { isOwn, functional, persons }: { isOwn: boolean; functional: boolean; persons: PersonNames | undefined },
): boolean {
  const words = rest.map(withoutDigits).filter((word) => word !== '');
  if (words.length === 0) return false;
  if (PERSONAL_SUFFIXES.has(words.at(-1) ?? '')) return true;
  const hasFirstName = words.some((word) => FIRST_NAMES.has(word) || persons?.isFirstName(word));
  if (hasFirstName) return !(functional && isOwn);
  if (isOwn) return false;
  if (words.length > 1 && words.some((word) => word.length === 1)) return true;
  const groups = localPart
    .split(/[._]/)
    .filter((group) => foldedWords(group).some((word) => words.includes(withoutDigits(word))));
  return groups.length > 1 && !localPart.toLowerCase().endsWith(`.${FUNCTIONAL_SUFFIX}`);
}

/** Whether the words are a name, with or without the words that join others, or its first words. */
function isNameOf(words: readonly string[], name: readonly string[]): boolean {
  const letters = words.join('');
  const significant = name.filter((word) => !LINK_WORDS.has(word));
  if ([name, significant].some((each) => each.join('') === letters)) return letters.length >= SHORTEST_NAME;
  const isStart = words.length > 1 && words.every((word, at) => word === name[at]);
  return isStart && letters.length >= SHORTEST_DISTINCTIVE_NAME;
}

/** Whether the letters contain a name. A name of one word may be a surname: the other letters must then be known. */
function containsName(letters: string, name: readonly string[], own: readonly (readonly string[])[]): boolean {
  const contained = name.join('');
  const at = contained.length < SHORTEST_CONTAINED_NAME ? -1 : letters.indexOf(contained);
  if (at < 0) return false;
  const significant = name.filter((word) => !LINK_WORDS.has(word) && word.length > 1);
  if (significant.length > 1 && contained.length >= SHORTEST_DISTINCTIVE_NAME) return true;
  const others = [letters.slice(0, at), letters.slice(at + contained.length)].map(withoutDigits);
  return others.every(
    (part) =>
      part === '' || isFunctionWord(part) || PREFIXES.has(part) || (part.length > 1 && own.flat().includes(part)),
  );
}

function withoutDigits(word: string): string {
  return word.replace(/\d+/g, '');
}
