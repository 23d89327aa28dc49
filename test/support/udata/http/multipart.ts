export interface Form {
  fields: Map<string, string>;
  file: { name: string; bytes: Buffer } | null;
  /** Bytes of the longest part that has no filename: the framework reads them into memory, and rejects large ones. */
  longestField: number;
}

/**
 * The form of an upload, urlencoded or multipart. A multipart body without its closing boundary (a cut connection)
 * gives an empty form, as on the real server: nothing is kept of half a file.
 */
export function readForm(contentType: string, body: Buffer): Form {
  const boundary = /^multipart\/form-data\s*;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary !== undefined) return ofParts(split(body, `--${boundary}`));
  return { ...empty(), fields: new Map(new URLSearchParams(body.toString('utf8'))) };
}

const empty = (): Form => ({ fields: new Map(), file: null, longestField: 0 });

interface Part {
  name: string;
  filename: string | null;
  bytes: Buffer;
}

function ofParts(parts: Part[]): Form {
  const form = empty();
  for (const { name, filename, bytes } of parts) {
    if (filename !== null && filename !== '') {
      if (name === 'file') form.file = { name: filename, bytes };
      continue;
    }
    form.longestField = Math.max(form.longestField, bytes.length);
    form.fields.set(name, bytes.toString('utf8'));
  }
  return form;
}

function split(body: Buffer, delimiter: string): Part[] {
  const parts: Part[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const after = start + delimiter.length;
    if (body.subarray(after, after + 2).toString() === '--') return parts;
    const end = body.indexOf(`\r\n${delimiter}`, after);
    if (end === -1) return [];
    const part = readPart(body.subarray(after + 2, end));
    if (part === null) return [];
    parts.push(part);
    start = end + 2;
  }
  return [];
}

function readPart(raw: Buffer): Part | null {
  const gap = raw.indexOf('\r\n\r\n');
  if (gap === -1) return null;
  const headers = raw.subarray(0, gap).toString('utf8');
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  if (disposition === undefined) return null;
  const name = parameter(disposition, 'name');
  return name === null ? null : { name, filename: parameter(disposition, 'filename'), bytes: raw.subarray(gap + 4) };
}

// Browsers and fetch percent-encode quotes and line ends in names, and leave everything else as UTF-8.
function parameter(disposition: string, name: string): string | null {
  const held = new RegExp(`(?:^|[;\\s])${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  if (held === undefined) return null;
  return held.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}
