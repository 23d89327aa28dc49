import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of a unix socket is at most 104 bytes on macOS, 108 on Linux (unix(7)), the final NUL included. */
const LONGEST = 100;

/** The path of the control socket of the server that uses an existing REGISTRE_DIR. */
export function socketPath(directory: string): string {
  const path = join(directory, 'control.sock');
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32);
  return join(tmpdir(), `registre-${name}.sock`);
}
