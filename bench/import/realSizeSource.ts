import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The size of a source. That of beta.gouv.fr in 2026: 662 startups, 3,484 members, 3.4 million characters of pages, 37 MB of members. */
export interface SourceSize {
  readonly startups: number;
  readonly members: number;
  /** The characters of one page. */
  readonly page: number;
  /** The characters of one biography, which an import does not read. */
  readonly biography: number;
}

export const REAL_SIZE: SourceSize = { startups: 662, members: 3_484, page: 5_136, biography: 10_000 };

/** Writes the four files of a source of this size, with invented rows. */
export async function writeSourceOfSize(folder: string, size: SourceSize): Promise<void> {
  await mkdir(folder, { recursive: true });
  const write = (file: string, value: unknown) => writeFile(join(folder, file), JSON.stringify(value));
  const included = Array.from({ length: INCUBATORS }, (_, index) => anIncubator(index));
  const data = Array.from({ length: size.startups }, (_, index) => aStartup(index, size));
  await write('startups.json', { data, included });
  await write('incubators.json', Object.fromEntries(included.map(({ id, attributes }) => [id, attributes])));
  await write(
    'organisations.json',
    Array.from({ length: ORGANISATIONS }, (_, index) => anOrganisation(index)),
  );
  await write(
    'authors.json',
    Array.from({ length: size.members }, (_, index) => aMember(index, size)),
  );
}

const INCUBATORS = 40;
const ORGANISATIONS = 330;
const PHASES = ['investigation', 'construction', 'acceleration', 'transfer'];
const SENTENCE = 'Le service simplifie les démarches des usagers, et l’équipe mesure son impact chaque semaine.\n';

/** A text of this length, which differs by its number and does not compress to nothing. */
function text(number: number, length: number): string {
  const sentences = Array.from(
    { length: Math.ceil(length / SENTENCE.length) },
    (_, index) => `${number * 31 + index} ${SENTENCE}`,
  );
  return sentences.join('').slice(0, length).trim();
}

function anIncubator(index: number) {
  const attributes = { title: `Incubateur ${index}`, owner: `org-${index}`, website: '', github: '', contact: '' };
  return { id: `incubateur-${index}`, type: 'incubator', attributes };
}

function anOrganisation(index: number) {
  return {
    id: `org-${index}`,
    name: `Organisation ${index}`,
    acronym: '',
    domaine_ministeriel: 'spm',
    type: 'administration-centrale',
  };
}

function aStartup(index: number, { page }: SourceSize) {
  const year = 2013 + (index % 9);
  const url = `https://startup-${index}.beta.gouv.fr`;
  const incubator = { type: 'incubator', id: `incubateur-${index % INCUBATORS}` };
  return {
    id: `startup-${index}`,
    type: 'startup',
    attributes: {
      name: `Startup ${index}`,
      pitch: text(index, 160),
      link: url,
      repository: `https://github.com/betagouv/startup-${index}`,
      stats_url: `${url}/stats`,
      contact: 'contact@beta.gouv.fr',
      content_url_encoded_markdown: encodeURIComponent(text(index, page)),
      events: [{ name: 'committee', date: `${year + 1}-03-01`, comment: text(index, 80) }],
      phases: PHASES.slice(0, 1 + (index % PHASES.length)).map((name, rank) => ({
        name,
        start: `${year + rank}-01-15`,
        end: '',
      })),
      sponsors: [`org-${index % ORGANISATIONS}`],
      thematiques: ['Santé'],
      technos: ['javascript', 'python'],
      accessibility_status: 'non conforme',
    },
    relationships: { incubator: { data: incubator }, incubators: { data: [incubator] } },
  };
}

function aMember(index: number, { startups, biography }: SourceSize) {
  return {
    id: `membre.${index}`,
    fullname: `Membre ${index}`,
    domaine: 'Développement',
    bio: text(index, biography),
    missions: Array.from({ length: 1 + (index % 4) }, (_, rank) => ({
      start: `${2018 + rank}-01-01`,
      end: `${2018 + rank}-12-31`,
      status: 'independent',
      employer: '',
      startups: [`startup-${(index + rank) % startups}`],
    })),
    startups: [],
    previously: [],
  };
}
