import { DataFactory, type Quad, type Quad_Object, type Quad_Subject } from 'n3';
import { PREFIXES, term } from './rdf.ts';

/** Adds a property to a subject of a graph. */
export type AddProperty = (property: string, value: Quad_Object) => void;

/** An RDF graph that is written subject by subject, in a fixed order. */
export class Graph {
  readonly #quads: Quad[] = [];
  /** The quads of blank nodes. They follow the quads of the subject that refers to them, so that a subject stays together. */
  #blankNodeQuads: Quad[] = [];
  #blanks = 0;
  readonly #instances = new Map<string, readonly string[]>();

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

  /** An IRI whose types the graph states too, because validators do not read its vocabulary. */
  instance(subjectIri: string, ...types: string[]): Quad_Object {
    this.#instances.set(subjectIri, [...new Set([...(this.#instances.get(subjectIri) ?? []), ...types])]);
    return iri(subjectIri);
  }

  all(): Quad[] {
    this.#endSubject();
    const types = [...this.#instances].flatMap(([subjectIri, names]) =>
      names.map((name) => DataFactory.quad(iri(subjectIri), term('rdf:type'), term(name))),
    );
    return [...this.#quads, ...types];
  }

  #endSubject(): void {
    this.#quads.push(...this.#blankNodeQuads);
    this.#blankNodeQuads = [];
  }
}

export function iri(address: string) {
  return DataFactory.namedNode(address);
}

export function french(text: string) {
  return DataFactory.literal(text, 'fr');
}

export function typed(text: string, type: string) {
  return DataFactory.literal(text, DataFactory.namedNode(`${PREFIXES.xsd}${type}`));
}
