import { writeSync } from 'node:fs';

/** Where lines of the log go. */
export interface LogStream {
  write(line: string): void;
}

/**
 * A log on a file descriptor. A line that can't be written (the reader of the pipe is gone, the disk is full) is
 * counted and forgotten: no request fails because of its log, and the next line is tried again.
 */
export function logStream(descriptor: number, lost: () => void): LogStream {
  return {
    write(line) {
      let rest = Buffer.from(line);
      try {
        while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
      } catch {
        lost();
      }
    },
  };
}
