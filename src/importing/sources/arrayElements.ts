/** The bytes of the characters that structure JSON. */
const [QUOTE, BACKSLASH, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');

/** The white space of JSON, which is less than that of JavaScript. */
const BLANK = /^[ \t\r\n]*$/;

/**
 * The elements of a JSON array, one at a time, so that the text and the values of a large file are never in memory as a whole. Throws
 * if the bytes are not a JSON array in UTF-8.
 * @param chunks the bytes, in portions.
 */
export async function* arrayElements(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** The bytes since the last delimiter, in former portions. */
  let parts: Buffer[] = [];
  let [depth, count] = [0, 0];
  let [isInString, isEscaped, isOpened] = [false, false, false];
  const textUntil = (last: Buffer) => {
    const text = decoder.decode(Buffer.concat([...parts, last]));
    parts = [];
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        continue;
      }
      if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
      const isStart = depth === 1 && !isOpened;
      const isEnd = depth === 0 && isOpened && byte === CLOSE_ARRAY;
      if (!(isStart || isEnd || (depth === 1 && byte === COMMA))) continue;
      const text = textUntil(chunk.subarray(start, index));
      start = index + 1;
      if (isStart) {
        if (byte !== OPEN_ARRAY || !BLANK.test(text)) throw new SyntaxError('not an array');
        isOpened = true;
      } else if (!(isEnd && count === 0 && BLANK.test(text))) {
        count += 1;
        yield JSON.parse(text);
      }
    }
    parts.push(chunk.subarray(start));
  }
  if (depth !== 0 || !isOpened || !BLANK.test(textUntil(Buffer.alloc(0)))) throw new SyntaxError('not an array');
}
