import { DataFactory, type NamedNode, type Quad, Writer } from 'n3';

export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** The RDF term of a prefixed name such as `dct:title`. */
export function term(name: string): NamedNode {
  const prefixEntry = BY_PREFIX.find(([prefix]) => name.startsWith(`${prefix}:`));
  if (!prefixEntry) throw new Error(`${name} has an unknown prefix`);
  return DataFactory.namedNode(`${prefixEntry[1]}${name.slice(prefixEntry[0].length + 1)}`);
}

export function toTurtle(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  writer.addQuads([...quads]);
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}

/** The graph as JSON-LD. It contains its context, so that a harvester fetches no other document. */
export function toJsonLd(quads: readonly Quad[]): string {
  const nodes = new Map<string, Record<string, unknown[]>>();
  for (const { subject, predicate, object } of quads) {
    const id = subject.termType === 'BlankNode' ? `_:${subject.value}` : subject.value;
    const node = nodes.get(id) ?? {};
    nodes.set(id, node);
    const isType = predicate.value === `${PREFIXES.rdf}type`;
    const property = isType ? '@type' : compactIri(predicate.value);
    node[property] = [...(node[property] ?? []), isType ? compactIri(object.value) : jsonLdObject(object)];
  }
  const graph = [...nodes].map(([id, properties]) => ({
    '@id': id,
    ...Object.fromEntries(
      Object.entries(properties).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    ),
  }));
  return `${JSON.stringify({ '@context': PREFIXES, '@graph': graph }, null, 2)}\n`;
}

const BY_PREFIX = Object.entries(PREFIXES);

function compactIri(iri: string): string {
  const prefixEntry = BY_PREFIX.find(([, namespace]) => iri.startsWith(namespace));
  return prefixEntry ? `${prefixEntry[0]}:${iri.slice(prefixEntry[1].length)}` : iri;
}

function jsonLdObject(object: Quad['object']): unknown {
  if (object.termType !== 'Literal') {
    return { '@id': object.termType === 'BlankNode' ? `_:${object.value}` : object.value };
  }
  if (object.language !== '') return { '@value': object.value, '@language': object.language };
  const type = object.datatype.value;
  return type === `${PREFIXES.xsd}string` ? object.value : { '@value': object.value, '@type': compactIri(type) };
}
