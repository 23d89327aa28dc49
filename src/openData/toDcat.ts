import { DataFactory, type Quad } from 'n3';
import { type AddProperty, french, Graph, iri, typed } from './rdfGraph.ts';

/** A DCAT-AP 3.0.1 catalogue of datasets: https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Every URL is absolute. */
export interface DcatCatalogue extends Versioned {
  readonly iri: string;
  readonly homepage: string;
  readonly title: string;
  readonly description: string;
  readonly licence: string;
  readonly publisher: DcatAgent;
  readonly contactPoint: DcatContact | null;
  /** The theme of every dataset, from the vocabulary of the European Union. */
  readonly theme: { readonly iri: string; readonly label: string };
  readonly service: DcatService;
  readonly datasets: readonly DcatDataset[];
}

export interface DcatDataset extends Versioned {
  /** The permanent identifier of the dataset for harvesters. */
  readonly iri: string;
  readonly landingPage: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** The frequency, as a code of the European Union. */
  readonly frequency: string;
  readonly temporal: { readonly start: string; readonly end: string };
  readonly dictionary: string;
  /** The series to which a frozen dataset belongs; null for the dataset that follows the latest release. */
  readonly series: { readonly iri: string; readonly title: string; readonly description: string } | null;
  /** The frozen dataset with the same content; null in a frozen one. */
  readonly currentVersion: string | null;
  readonly distributions: readonly DcatDistribution[];
}

/** The API, which has the same data. */
interface DcatService {
  readonly iri: string;
  readonly title: string;
  readonly description: string;
  readonly endpoint: string;
  /** The URL of its description. */
  readonly endpointDescription: string;
  readonly landingPage: string;
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
  /** The URL of the file, which identifies it for harvesters. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** A file type of the European Union, such as `CSV`. */
  readonly format: string;
  readonly mediaType: string;
  /** Whether it has the data, and not a description or a variant of them. */
  readonly isMain: boolean;
  readonly modified: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly schema: string | null;
}

interface Versioned {
  readonly version: string;
  /** The IRI of the previous version. */
  readonly previous: string | null;
  readonly modified: string;
}

/** The RDF graph of a catalogue, in a fixed order. */
export function toDcat(catalogue: DcatCatalogue): Quad[] {
  const graph = new Graph();
  const add = graph.subject(catalogue.iri, 'dcat:Catalog');
  add('dct:title', french(catalogue.title));
  add('dct:description', french(catalogue.description));
  add('dct:language', graph.instance(`${EU_AUTHORITY}language/FRA`, 'dct:LinguisticSystem'));
  add('foaf:homepage', graph.instance(catalogue.homepage, 'foaf:Document'));
  add('dct:license', graph.instance(catalogue.licence, 'dct:LicenseDocument'));
  add('dct:spatial', graph.instance(FRANCE, 'dct:Location'));
  addParties(graph, add, catalogue);
  addVersion(add, catalogue);
  add('dcat:service', iri(catalogue.service.iri));
  for (const dataset of catalogue.datasets) add('dcat:dataset', iri(dataset.iri));
  for (const dataset of catalogue.datasets) addDataset(graph, dataset, catalogue);
  addService(graph, catalogue);
  const addToTheme = graph.subject(catalogue.theme.iri, 'skos:Concept');
  addToTheme('skos:prefLabel', french(catalogue.theme.label));
  return graph.all();
}

/** The publisher and the contact point, as blank nodes: harvesters read them without another request. */
function addParties(
  graph: Graph,
  add: AddProperty,
  { publisher, contactPoint }: Pick<DcatCatalogue, 'publisher' | 'contactPoint'>,
): void {
  const addToPublisher = graph.subject(null, 'foaf:Agent', 'foaf:Organization');
  add('dct:publisher', addToPublisher.node);
  addToPublisher('foaf:name', french(publisher.name));
  if (publisher.siren !== null) addToPublisher('dct:identifier', DataFactory.literal(publisher.siren));
  if (publisher.url !== null) addToPublisher('foaf:homepage', graph.instance(publisher.url, 'foaf:Document'));
  if (contactPoint === null) return;
  const addToContact = graph.subject(null, 'vcard:Kind', 'vcard:Organization');
  add('dcat:contactPoint', addToContact.node);
  addToContact('vcard:fn', french(contactPoint.name));
  if (contactPoint.email !== null) addToContact('vcard:hasEmail', iri(`mailto:${contactPoint.email}`));
  if (contactPoint.url !== null) addToContact('vcard:hasURL', iri(contactPoint.url));
}

function addVersion(add: AddProperty, { version, previous, modified }: Versioned): void {
  add('dct:modified', typed(modified, 'dateTime'));
  add('dcat:version', DataFactory.literal(version));
  if (previous !== null) add('dcat:previousVersion', iri(previous));
}

function addDataset(graph: Graph, dataset: DcatDataset, catalogue: DcatCatalogue): void {
  const add = graph.subject(dataset.iri, 'dcat:Dataset');
  add('dct:identifier', DataFactory.literal(dataset.iri));
  add('dct:title', french(dataset.title));
  add('dct:description', french(dataset.description));
  add('dcat:landingPage', graph.instance(dataset.landingPage, 'foaf:Document'));
  add('foaf:page', graph.instance(dataset.dictionary, 'foaf:Document'));
  for (const keyword of dataset.keywords) add('dcat:keyword', french(keyword));
  add('dct:license', iri(catalogue.licence));
  add('dct:language', iri(`${EU_AUTHORITY}language/FRA`));
  addVersion(add, dataset);
  if (dataset.currentVersion !== null) add('dcat:hasCurrentVersion', iri(dataset.currentVersion));
  addScope(graph, add, dataset, catalogue);
  for (const distribution of dataset.distributions) {
    add('dcat:distribution', iri(distributionIri(distribution)));
    // data.gouv.fr reads a distribution that is also a part of its dataset as a secondary resource.
    if (!distribution.isMain) add('dct:hasPart', iri(distributionIri(distribution)));
  }
  if (dataset.series) addSeries(graph, add, dataset, catalogue);
  for (const distribution of dataset.distributions) addDistribution(graph, distribution, dataset, catalogue);
}

/** What a dataset and its series have in common. */
function addScope(graph: Graph, add: AddProperty, dataset: DcatDataset, catalogue: DcatCatalogue): void {
  addParties(graph, add, catalogue);
  add('dcat:theme', iri(catalogue.theme.iri));
  add('dct:accessRights', graph.instance(PUBLIC, 'dct:RightsStatement'));
  add('dct:accrualPeriodicity', graph.instance(`${EU_AUTHORITY}frequency/${dataset.frequency}`, 'dct:Frequency'));
  add('dct:spatial', iri(FRANCE));
  const addToPeriod = graph.subject(null, 'dct:PeriodOfTime');
  add('dct:temporal', addToPeriod.node);
  addToPeriod('dcat:startDate', typed(dataset.temporal.start, 'date'));
  addToPeriod('dcat:endDate', typed(dataset.temporal.end, 'date'));
}

/** The series of the frozen datasets of all releases. The previous dataset of the series is the previous version. */
function addSeries(graph: Graph, add: AddProperty, dataset: DcatDataset, catalogue: DcatCatalogue): void {
  const { series } = dataset;
  if (series === null) return;
  add('dcat:inSeries', iri(series.iri));
  if (dataset.previous !== null) add('dcat:prev', iri(dataset.previous));
  const addToSeries = graph.subject(series.iri, 'dcat:DatasetSeries');
  addToSeries('dct:title', french(series.title));
  addToSeries('dct:description', french(series.description));
  addToSeries('dct:modified', typed(dataset.modified, 'dateTime'));
  addScope(graph, addToSeries, dataset, catalogue);
}

function addDistribution(
  graph: Graph,
  distribution: DcatDistribution,
  dataset: DcatDataset,
  { licence }: DcatCatalogue,
): void {
  const { title, description, url, format, mediaType, modified, bytes, sha256, schema } = distribution;
  const add = graph.subject(distributionIri(distribution), 'dcat:Distribution');
  add('dct:title', french(title));
  add('dct:description', french(description));
  add('dcat:downloadURL', iri(url));
  add('dcat:accessURL', iri(dataset.landingPage));
  add('dct:format', graph.instance(`${EU_AUTHORITY}file-type/${format}`, 'dct:MediaTypeOrExtent'));
  // With https, although the namespace of IANA has http: data.gouv.fr recognises only this form.
  const mediaTypeIri = `https://www.iana.org/assignments/media-types/${mediaType}`;
  add('dcat:mediaType', graph.instance(mediaTypeIri, 'dct:MediaType', 'dct:MediaTypeOrExtent'));
  if (bytes !== null) add('dcat:byteSize', typed(String(bytes), 'nonNegativeInteger'));
  if (modified !== null) add('dct:modified', typed(modified, 'dateTime'));
  add('dct:license', iri(licence));
  add('dct:language', iri(`${EU_AUTHORITY}language/FRA`));
  if (schema !== null) add('dct:conformsTo', graph.instance(schema, 'dct:Standard'));
  if (sha256 === null) return;
  const addToChecksum = graph.subject(null, 'spdx:Checksum');
  add('spdx:checksum', addToChecksum.node);
  const algorithm = 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256';
  addToChecksum('spdx:algorithm', graph.instance(algorithm, 'spdx:ChecksumAlgorithm'));
  addToChecksum('spdx:checksumValue', typed(sha256, 'hexBinary'));
}

function addService(graph: Graph, catalogue: DcatCatalogue): void {
  const { service, licence, datasets } = catalogue;
  const add = graph.subject(service.iri, 'dcat:DataService');
  add('dct:identifier', DataFactory.literal(service.iri));
  add('dct:title', french(service.title));
  add('dct:description', french(service.description));
  addParties(graph, add, catalogue);
  add('dcat:endpointURL', graph.instance(service.endpoint, 'rdfs:Resource'));
  add('dcat:endpointDescription', graph.instance(service.endpointDescription, 'rdfs:Resource'));
  add('dcat:landingPage', graph.instance(service.landingPage, 'foaf:Document'));
  add('dct:conformsTo', graph.instance('https://spec.graphql.org/', 'dct:Standard'));
  add('dcat:theme', iri(catalogue.theme.iri));
  add('dct:license', iri(licence));
  add('dct:accessRights', iri(PUBLIC));
  for (const dataset of datasets) add('dcat:servesDataset', iri(dataset.iri));
}

const EU_AUTHORITY = 'http://publications.europa.eu/resource/authority/';
const FRANCE = `${EU_AUTHORITY}country/FRA`;
const PUBLIC = `${EU_AUTHORITY}access-right/PUBLIC`;

/** The IRI of a distribution. That of a file without data is its URL, by which data.gouv.fr finds a part of a dataset. */
function distributionIri({ url, isMain }: DcatDistribution): string {
  return isMain ? `${url}#distribution` : url;
}
