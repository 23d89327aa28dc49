/** The bytes of the characters that structure JSON. */
const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,:[]{}');

/** The white space of JSON, which is less than that of JavaScript. */
const BLANK = /^[ \t\r\n]*$/;

/** The structure of a JSON text: an array, or an object, of which some members are arrays. */
export type JsonShape = 'array' | { readonly arrays: readonly string[] };

/** A member of an object, or an element of an array with the key of the array. The key of the outer array is ''. */
export type JsonElement = readonly [key: string, value: unknown];

/**
 * The elements of a JSON array, or the members of a JSON object, one at a time: the text and the values of a large file are never in
 * memory as a whole. Of the members that are `arrays`, it gives the elements. Throws a SyntaxError or TypeError if the bytes are not such a
 * text in UTF-8, or if an object has a member twice.
 * @param chunks the bytes, in portions.
 */
export async function* jsonElements(
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  shape: JsonShape,
): AsyncGenerator<JsonElement> {
  const splitter = new Splitter(shape);
  for await (const chunk of chunks) yield* splitter.elements(chunk);
  splitter.end();
}

class Splitter {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #isArray: boolean;
  readonly #arrays: readonly string[];
  readonly #keys = new Set<string>();
  /** The bytes since the last delimiter, in former portions. */
  #parts: Buffer[] = [];
  /** The depth of the array or object whose elements are read: 0 outside, 2 in the array of a member. */
  #level = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isEnded = false;
  #isAfterArray = false;
  /** Whether the present array or object has no element so far. */
  #isEmpty = true;
  #key: string | null;

  constructor(shape: JsonShape) {
    this.#isArray = shape === 'array';
    this.#arrays = shape === 'array' ? [] : shape.arrays;
    this.#key = this.#isArray ? '' : null;
  }

  *elements(chunk: Buffer): Generator<JsonElement> {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#isInString = false;
      } else if (byte === QUOTE) {
        this.#isInString = true;
      } else if (this.#isDelimiter(byte)) {
        const text = this.#decoder.decode(Buffer.concat([...this.#parts, chunk.subarray(start, index)]));
        this.#parts = [];
        start = index + 1;
        const element = this.#elementBefore(byte, text);
        if (element) yield element;
      }
    }
    this.#parts.push(chunk.subarray(start));
  }

  end(): void {
    if (!this.#isEnded || !BLANK.test(this.#decoder.decode(Buffer.concat(this.#parts)))) fail();
  }

  get #isInMembers(): boolean {
    return this.#level === 1 && !this.#isArray;
  }

  /** Whether a byte begins or ends an element, or a key. */
  #isDelimiter(byte: number | undefined): boolean {
    if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      this.#depth += 1;
      const isArrayOfMember = this.#isInMembers && this.#arrays.includes(this.#key ?? '');
      return this.#depth === this.#level + 1 && (this.#level === 0 || isArrayOfMember);
    }
    if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      this.#depth -= 1;
      return this.#depth < this.#level;
    }
    if (this.#depth !== this.#level || this.#level === 0) return false;
    return byte === COMMA || (byte === COLON && this.#isInMembers && this.#key === null);
  }

  /** The element that a delimiter ends. */
  #elementBefore(delimiter: number | undefined, text: string): JsonElement | null {
    if (delimiter === COLON) {
      this.#key = this.#keyOf(text);
      return null;
    }
    if (delimiter === OPEN_ARRAY || delimiter === OPEN_OBJECT) {
      const isObject = this.#level === 0 && !this.#isArray;
      if (this.#isEnded || this.#isAfterArray || !BLANK.test(text) || (delimiter === OPEN_OBJECT) !== isObject) fail();
      this.#level += 1;
      this.#isEmpty = true;
      return null;
    }
    const isClosing = delimiter !== COMMA;
    if (this.#level === 0 || (isClosing && (delimiter === CLOSE_OBJECT) !== this.#isInMembers)) fail();
    const element = isClosing && this.#isEmpty && this.#isBetween && BLANK.test(text) ? null : this.#elementOf(text);
    this.#isEmpty = false;
    if (this.#isInMembers) this.#key = null;
    this.#isAfterArray = isClosing && this.#level === 2;
    if (isClosing) this.#level -= 1;
    this.#isEnded = this.#level === 0;
    return element;
  }

  /** Whether no key was read since the last member. */
  get #isBetween(): boolean {
    return !this.#isInMembers || this.#key === null;
  }

  #elementOf(text: string): JsonElement | null {
    const key = this.#key ?? fail();
    if (this.#isAfterArray) return BLANK.test(text) ? null : fail();
    if (this.#isInMembers && this.#arrays.includes(key)) fail();
    return [key, JSON.parse(text)];
  }

  #keyOf(text: string): string {
    const key: unknown = JSON.parse(text);
    if (typeof key !== 'string' || this.#keys.has(key)) return fail();
    this.#keys.add(key);
    return key;
  }
}

function fail(): never {
  throw new SyntaxError('not JSON of this shape');
}
