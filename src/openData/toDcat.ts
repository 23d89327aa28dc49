import { DataFactory, type Quad, type Quad_Object, type Quad_Subject } from 'n3';
import { PREFIXES, term } from './rdf.ts';

/** A DCAT catalogue of datasets: https://www.w3.org/TR/vocab-dcat-3/. Every URL is absolute. */
interface DcatCatalogue extends Versioned {
  readonly publisher: DcatAgent;
  readonly contactPoint: DcatContact | null;
  readonly iri: string;
  readonly homepage: string;
  readonly title: string;
  readonly description: string;
  readonly licence: string;
  readonly datasets: readonly DcatDataset[];
}

export interface DcatDataset extends Versioned {
  /** The permanent identifier of the dataset for harvesters. */
  readonly iri: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** The frequency, as a code of the European Union. */
  readonly frequency: string;
  readonly temporal: { readonly start: string; readonly end: string };
  readonly dictionary: string;
  readonly distributions: readonly DcatDistribution[];
}

/** An administration. Its SIREN or SIRET identifies it. */
interface DcatAgent {
  readonly name: string;
  readonly url: string | null;
  readonly siren: string | null;
}

interface DcatContact {
  readonly name: string;
  readonly email: string | null;
  readonly url: string | null;
}

export interface DcatDistribution {
  /** The permanent URL of the file, which identifies it for harvesters. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** A code of the European Union; null if it has none for the format. */
  readonly format: 'CSV' | 'JSON' | 'XLSX' | 'ZIP' | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly schema: string | null;
}

interface Versioned {
  readonly version: string;
  readonly previous: string | null;
  readonly modified: string;
}

/** The RDF graph of a catalogue, in a fixed order. */
export function toDcat(catalogue: DcatCatalogue): Quad[] {
  const graph = new Graph();
  const add = graph.subject(catalogue.iri, 'dcat:Catalog');
  add('dct:title', french(catalogue.title));
  add('dct:description', french(catalogue.description));
  add('dct:language', iri('http://publications.europa.eu/resource/authority/language/FRA'));
  add('foaf:homepage', iri(catalogue.homepage));
  add('dct:license', iri(catalogue.licence));
  addParties(graph, add, catalogue);
  addVersion(add, catalogue);
  for (const dataset of catalogue.datasets) add('dcat:dataset', iri(dataset.iri));
  for (const dataset of catalogue.datasets) addDataset(graph, dataset, catalogue);
  return graph.all();
}

/** Adds a property to a subject of the graph. */
type AddProperty = (property: string, value: Quad_Object) => void;

class Graph {
  readonly #quads: Quad[] = [];
  /** The quads of blank nodes. They follow the quads of the subject that refers to them, so that a subject stays together. */
  #blankNodeQuads: Quad[] = [];
  #blanks = 0;

  /** Starts a subject with its types: a blank node if the IRI is null. Returns the function that adds a property to it. */
  subject(subjectIri: string | null, ...types: string[]): AddProperty & { node: Quad_Subject } {
    const node = subjectIri === null ? DataFactory.blankNode(`n${this.#blanks++}`) : iri(subjectIri);
    if (subjectIri !== null) this.#endSubject();
    const quads = subjectIri === null ? this.#blankNodeQuads : this.#quads;
    const add = (property: string, value: Quad_Object) => {
      quads.push(DataFactory.quad(node, term(property), value));
    };
    for (const type of types) add('rdf:type', term(type));
    return Object.assign(add, { node });
  }

  all(): Quad[] {
    this.#endSubject();
    return this.#quads;
  }

  #endSubject(): void {
    this.#quads.push(...this.#blankNodeQuads);
    this.#blankNodeQuads = [];
  }
}

function addVersion(add: AddProperty, { version, previous, modified }: Versioned): void {
  add('dct:modified', typed(modified, 'dateTime'));
  add('dcat:version', DataFactory.literal(version));
  if (previous !== null) add('dcat:previousVersion', iri(previous));
}

type Parties = Pick<DcatCatalogue, 'publisher' | 'contactPoint'>;

/** The publisher and the contact point, as blank nodes: harvesters read them without another request. */
function addParties(graph: Graph, add: AddProperty, { publisher, contactPoint }: Parties): void {
  const addToPublisher = graph.subject(null, 'foaf:Agent', 'foaf:Organization');
  add('dct:publisher', addToPublisher.node);
  addToPublisher('foaf:name', french(publisher.name));
  if (publisher.siren !== null) addToPublisher('dct:identifier', DataFactory.literal(publisher.siren));
  if (publisher.url !== null) addToPublisher('foaf:homepage', iri(publisher.url));
  if (contactPoint === null) return;
  const addToContact = graph.subject(null, 'vcard:Kind', 'vcard:Organization');
  add('dcat:contactPoint', addToContact.node);
  addToContact('vcard:fn', french(contactPoint.name));
  if (contactPoint.email !== null) addToContact('vcard:hasEmail', iri(`mailto:${contactPoint.email}`));
  if (contactPoint.url !== null) addToContact('vcard:hasURL', iri(contactPoint.url));
}

function addDataset(graph: Graph, dataset: DcatDataset, catalogue: Pick<DcatCatalogue, 'licence'> & Parties): void {
  const { licence } = catalogue;
  const add = graph.subject(dataset.iri, 'dcat:Dataset');
  add('dct:identifier', DataFactory.literal(dataset.iri));
  add('dct:title', french(dataset.title));
  add('dct:description', french(dataset.description));
  add('dcat:landingPage', iri(dataset.iri));
  add('foaf:page', iri(dataset.dictionary));
  for (const keyword of dataset.keywords) add('dcat:keyword', french(keyword));
  addParties(graph, add, catalogue);
  add('dct:license', iri(licence));
  add('dct:accessRights', iri(`${EU_AUTHORITY}access-right/PUBLIC`));
  add('dct:accrualPeriodicity', iri(`${EU_AUTHORITY}frequency/${dataset.frequency}`));
  addVersion(add, dataset);
  const addToPeriod = graph.subject(null, 'dct:PeriodOfTime');
  add('dct:temporal', addToPeriod.node);
  addToPeriod('dcat:startDate', typed(dataset.temporal.start, 'date'));
  addToPeriod('dcat:endDate', typed(dataset.temporal.end, 'date'));
  add('dct:spatial', iri(`${EU_AUTHORITY}country/FRA`));
  const addToPlace = graph.subject(null, 'dct:Location');
  add('dct:spatial', addToPlace.node);
  addToPlace('skos:prefLabel', french('France métropolitaine (rectangle englobant)'));
  addToPlace('locn:geometry', DataFactory.literal(METROPOLE_BOX, term('gsp:wktLiteral')));
  for (const { url } of dataset.distributions) add('dcat:distribution', iri(distributionIri(url)));
  for (const distribution of dataset.distributions) addDistribution(graph, distribution, dataset, licence);
}

function addDistribution(graph: Graph, distribution: DcatDistribution, dataset: DcatDataset, licence: string): void {
  const add = graph.subject(distributionIri(distribution.url), 'dcat:Distribution');
  add('dct:title', french(distribution.title));
  add('dct:description', french(distribution.description));
  add('dcat:downloadURL', iri(distribution.url));
  add('dcat:accessURL', iri(dataset.iri));
  if (distribution.format !== null) add('dct:format', iri(`${EU_AUTHORITY}file-type/${distribution.format}`));
  // With https, although the namespace of IANA has http: data.gouv.fr recognises only this form.
  add('dcat:mediaType', iri(`https://www.iana.org/assignments/media-types/${distribution.mediaType}`));
  add('dcat:byteSize', typed(String(distribution.bytes), 'integer'));
  add('dct:modified', typed(dataset.modified, 'dateTime'));
  add('dct:license', iri(licence));
  if (distribution.schema !== null) add('dct:conformsTo', iri(distribution.schema));
  const addToChecksum = graph.subject(null, 'spdx:Checksum');
  add('spdx:checksum', addToChecksum.node);
  addToChecksum('spdx:algorithm', term('spdx:checksumAlgorithm_sha256'));
  addToChecksum('spdx:checksumValue', DataFactory.literal(distribution.sha256));
}

const EU_AUTHORITY = 'http://publications.europa.eu/resource/authority/';
const METROPOLE_BOX = 'POLYGON((-5.2 41.3,9.6 41.3,9.6 51.1,-5.2 51.1,-5.2 41.3))';

/** The IRI of a distribution, which differs from the URL of its file. */
function distributionIri(url: string): string {
  return `${url}#distribution`;
}

function iri(address: string) {
  return DataFactory.namedNode(address);
}

function french(text: string) {
  return DataFactory.literal(text, 'fr');
}

function typed(text: string, type: string) {
  return DataFactory.literal(text, DataFactory.namedNode(`${PREFIXES.xsd}${type}`));
}
