import { DataFactory, type Quad, type Quad_Object, type Quad_Subject } from 'n3';
import { PREFIXES, term } from './rdf.ts';

/** A DCAT catalogue of datasets: https://www.w3.org/TR/vocab-dcat-3/. Every URL is absolute. */
interface DcatCatalogue extends Versioned {
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

interface DcatDistribution {
  /** The permanent URL of the file, which identifies it for harvesters. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly format: 'CSV' | 'JSON';
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
  const about = graph.about(catalogue.iri, 'dcat:Catalog');
  about('dct:title', french(catalogue.title));
  about('dct:description', french(catalogue.description));
  about('dct:language', iri('http://publications.europa.eu/resource/authority/language/FRA'));
  about('foaf:homepage', iri(catalogue.homepage));
  about('dct:license', iri(catalogue.licence));
  addVersion(about, catalogue);
  for (const dataset of catalogue.datasets) about('dcat:dataset', iri(dataset.iri));
  for (const dataset of catalogue.datasets) addDataset(graph, dataset, catalogue.licence);
  return graph.all();
}

type About = (property: string, value: Quad_Object) => void;

class Graph {
  readonly #quads: Quad[] = [];
  /** The quads of blank nodes. They follow the quads of the subject that refers to them, so that a subject stays together. */
  #blankNodeQuads: Quad[] = [];
  #blanks = 0;

  about(subject: string | null, ...types: string[]): About & { node: Quad_Subject } {
    const node = subject === null ? DataFactory.blankNode(`n${this.#blanks++}`) : iri(subject);
    if (subject !== null) this.#endSubject();
    const quads = subject === null ? this.#blankNodeQuads : this.#quads;
    const about = (property: string, value: Quad_Object) => {
      quads.push(DataFactory.quad(node, term(property), value));
    };
    for (const type of types) about('rdf:type', term(type));
    return Object.assign(about, { node });
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

function addVersion(about: About, { version, previous, modified }: Versioned): void {
  about('dct:modified', typed(modified, 'dateTime'));
  about('dcat:version', DataFactory.literal(version));
  if (previous !== null) about('dcat:previousVersion', iri(previous));
}

function addDataset(graph: Graph, dataset: DcatDataset, licence: string): void {
  const about = graph.about(dataset.iri, 'dcat:Dataset');
  about('dct:identifier', DataFactory.literal(dataset.iri));
  about('dct:title', french(dataset.title));
  about('dct:description', french(dataset.description));
  about('dcat:landingPage', iri(dataset.iri));
  about('foaf:page', iri(dataset.dictionary));
  for (const keyword of dataset.keywords) about('dcat:keyword', french(keyword));
  about('dct:license', iri(licence));
  about('dct:accessRights', iri(`${EU_AUTHORITY}access-right/PUBLIC`));
  about('dct:accrualPeriodicity', iri(`${EU_AUTHORITY}frequency/${dataset.frequency}`));
  addVersion(about, dataset);
  const period = graph.about(null, 'dct:PeriodOfTime');
  about('dct:temporal', period.node);
  period('dcat:startDate', typed(dataset.temporal.start, 'date'));
  period('dcat:endDate', typed(dataset.temporal.end, 'date'));
  about('dct:spatial', iri(`${EU_AUTHORITY}country/FRA`));
  const place = graph.about(null, 'dct:Location');
  about('dct:spatial', place.node);
  place('skos:prefLabel', french('France métropolitaine (rectangle englobant)'));
  place('locn:geometry', DataFactory.literal(METROPOLE_BOX, term('gsp:wktLiteral')));
  for (const { url } of dataset.distributions) about('dcat:distribution', iri(distributionIri(url)));
  for (const distribution of dataset.distributions) addDistribution(graph, distribution, dataset, licence);
}

function addDistribution(graph: Graph, distribution: DcatDistribution, dataset: DcatDataset, licence: string): void {
  const about = graph.about(distributionIri(distribution.url), 'dcat:Distribution');
  about('dct:title', french(distribution.title));
  about('dct:description', french(distribution.description));
  about('dcat:downloadURL', iri(distribution.url));
  about('dcat:accessURL', iri(dataset.iri));
  about('dct:format', iri(`${EU_AUTHORITY}file-type/${distribution.format}`));
  // With https, although the namespace of IANA has http: data.gouv.fr recognises only this form.
  about('dcat:mediaType', iri(`https://www.iana.org/assignments/media-types/${distribution.mediaType}`));
  about('dcat:byteSize', typed(String(distribution.bytes), 'integer'));
  about('dct:modified', typed(dataset.modified, 'dateTime'));
  about('dct:license', iri(licence));
  if (distribution.schema !== null) about('dct:conformsTo', iri(distribution.schema));
  const checksum = graph.about(null, 'spdx:Checksum');
  about('spdx:checksum', checksum.node);
  checksum('spdx:algorithm', term('spdx:checksumAlgorithm_sha256'));
  checksum('spdx:checksumValue', DataFactory.literal(distribution.sha256));
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
