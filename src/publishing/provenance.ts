import { z } from 'zod';
import { PUBLISHER_SETTINGS } from '../config/publisherSettings.ts';
import type { Settings } from '../config/settings.ts';
import { type Prose, prose } from '../openData/textDocument.ts';
import { COLLECTION, LICENCE } from './catalogue.ts';

/** The administration that publishes the open data. */
export const Publisher = z.object({
  name: z.string(),
  /** Its website. */
  url: z.string().nullable(),
  /** Its SIREN (9 digits) or SIRET (14 digits). */
  siren: z.string().nullable(),
});
export type Publisher = z.infer<typeof Publisher>;

/** The team that answers questions about the data, with a mailbox, a page, or both. */
export const ContactPoint = z.object({
  name: z.string(),
  email: z.string().nullable(),
  url: z.string().nullable(),
});
export type ContactPoint = z.infer<typeof ContactPoint>;

/** A source that the register imported, with the day of the last import that wrote. */
export const DatasetSource = z.object({
  name: z.string(),
  title: z.string(),
  /** An SPDX identifier. */
  licence: z.string(),
  /** Null if the source is not published. */
  url: z.string().nullable(),
  retrievedOn: z.iso.date().nullable(),
});
export type DatasetSource = z.infer<typeof DatasetSource>;

/** The publisher of the open data and its contact point. It is part of each release: a change of these settings gives a new revision. */
export interface Provenance {
  readonly publisher: Publisher;
  readonly contactPoint: ContactPoint | null;
  /** The repository of the software and of the schemas. */
  readonly repository: string | null;
}

export const DEFAULT_PROVENANCE: Provenance = {
  publisher: { name: PUBLISHER_SETTINGS.PUBLISHER_NAME.default, url: null, siren: null },
  contactPoint: null,
  repository: null,
};

type ProvenanceSettings = Pick<
  Settings,
  'publisherName' | 'publisherUrl' | 'publisherSiren' | 'contactName' | 'contactEmail' | 'contactUrl' | 'repositoryUrl'
>;

export function provenanceOf(settings: ProvenanceSettings): Provenance {
  const { publisherName, publisherUrl, publisherSiren, contactName, contactEmail, contactUrl, repositoryUrl } =
    settings;
  const hasContact = contactEmail !== null || contactUrl !== null;
  return {
    publisher: { name: publisherName, url: publisherUrl, siren: publisherSiren },
    contactPoint: hasContact ? { name: contactName ?? publisherName, email: contactEmail, url: contactUrl } : null,
    repository: repositoryUrl ?? publisherUrl,
  };
}

/** What a reuser writes below a figure: the Licence Ouverte requires the name of the source and its date. */
export function citationOf(publisher: Publisher, title: string, release: string, referenceDay: string): string {
  const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(referenceDay));
  return `${publisher.name}, « ${title} », données du ${day} (publication ${release}), ${LICENCE.title}.`;
}

/** `CITATION.cff`: https://citation-file-format.github.io/. A JSON string is also a YAML string. */
export function citationFile(
  { publisher, contactPoint, repository }: Provenance,
  release: string,
  day: string,
): string {
  const properties: [string, string | null][] = [
    ['cff-version', '1.2.0'],
    ['message', 'Merci de citer cette publication comme suit.'],
    ['type', 'dataset'],
    ['title', COLLECTION.title],
    ['abstract', COLLECTION.description],
    ['version', release],
    ['date-released', day],
    ['license', LICENCE.spdx],
    ['url', publisher.url],
    ['repository', repository],
  ];
  const entity = (name: string, email: string | null, website: string | null) => [
    `  - name: ${JSON.stringify(name)}`,
    ...(email === null ? [] : [`    email: ${JSON.stringify(email)}`]),
    ...(website === null ? [] : [`    website: ${JSON.stringify(website)}`]),
  ];
  return [
    ...properties.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${JSON.stringify(value)}`])),
    'authors:',
    ...entity(publisher.name, null, publisher.url),
    ...(contactPoint ? ['contact:', ...entity(contactPoint.name, contactPoint.email, contactPoint.url)] : []),
    '',
  ].join('\n');
}

/** The paragraphs of the dictionary about the publisher, the contact point and the citation, in French. */
export function provenanceProse({ publisher, contactPoint }: Provenance): Prose[] {
  const { name, url, siren } = publisher;
  const identifier = siren && `${siren.length === 9 ? 'SIREN' : 'SIRET'} ${siren}`;
  return [
    [`Producteur : ${[name, identifier, url].filter(Boolean).join(', ')}.`],
    ...(contactPoint
      ? [[`Contact : ${[contactPoint.name, contactPoint.email, contactPoint.url].filter(Boolean).join(', ')}.`]]
      : []),
    prose(
      'Comment citer ces données : le nom du producteur, le titre du jeu de données et la date de la publication. Dans `release.json`, le champ `citation` donne la phrase complète, et le champ `sources` la liste des sources, avec leur licence et le jour de leur récupération.',
    ),
  ];
}
