import type { Socket } from 'node:net';

/**
 * The messages that a socket receives: lines of JSON. A line that is not JSON gives undefined. Fails on a line longer than the maximum.
 * @param maximumLength returns the maximum length of the next line.
 */
export async function* readJsonLines(socket: Socket, maximumLength: () => number): AsyncGenerator<unknown> {
  let text = '';
  for await (const piece of socket.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    const lines = `${text}${piece}`.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) yield parse(line);
    if (text.length > maximumLength()) throw new Error('a message is too long');
  }
}

/** Sends a message, and waits until the other process can receive more. */
export function writeJsonLine(socket: Socket, message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
