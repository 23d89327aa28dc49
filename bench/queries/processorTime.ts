import { readdir, readFile } from 'node:fs/promises';

/** The processor time of a process since its start, in milliseconds; null on systems other than Linux. */
export async function processorTime(pid: number): Promise<number | null> {
  const stat = await readStat(String(pid));
  return stat ? stat.milliseconds : null;
}

/** The processor time of all children of a PostgreSQL server, running and ended, in milliseconds. */
export async function childProcessorTime(pid: number): Promise<number | null> {
  const postmaster = await readStat(String(pid));
  if (!postmaster) return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const below = (await Promise.all(pids.map(readStat))).filter((stat) => stat?.parent === pid);
  return below.reduce((sum, stat) => sum + (stat?.milliseconds ?? 0), postmaster.ofEndedChildren);
}

// The kernel reports ticks of 1/100 s on all common systems (sysconf(_SC_CLK_TCK)).
const MILLISECONDS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly milliseconds: number;
  readonly ofEndedChildren: number;
}

async function readStat(pid: string): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the command name in parentheses, which may contain any character. See proc_pid_stat(5).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (...at: number[]) => at.reduce((sum, each) => sum + (fields[each] ?? 0), 0) * MILLISECONDS_PER_TICK;
  return { parent: fields[1] ?? 0, milliseconds: ticks(11, 12), ofEndedChildren: ticks(13, 14) };
}
