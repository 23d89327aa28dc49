import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds that a process has worked since it began; null where the system does not tell (elsewhere than Linux). */
export async function workOf(pid: number): Promise<number | null> {
  const stat = await statOf(String(pid));
  return stat ? stat.milliseconds : null;
}

/** The same for all the processes that a PostgreSQL started: those that run, and those that have ended. */
export async function workBelow(pid: number): Promise<number | null> {
  const postmaster = await statOf(String(pid));
  if (!postmaster) return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const below = (await Promise.all(pids.map(statOf))).filter((stat) => stat?.parent === pid);
  return below.reduce((sum, stat) => sum + (stat?.milliseconds ?? 0), postmaster.ofEndedChildren);
}

// The kernel counts in hundredths of a second for everyone, whatever its own clock (sysconf(_SC_CLK_TCK)).
const MILLISECONDS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly milliseconds: number;
  readonly ofEndedChildren: number;
}

async function statOf(pid: string): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the name in parentheses, which may hold anything. See proc_pid_stat(5).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (...at: number[]) => at.reduce((sum, each) => sum + (fields[each] ?? 0), 0) * MILLISECONDS_PER_TICK;
  return { parent: fields[1] ?? 0, milliseconds: ticks(11, 12), ofEndedChildren: ticks(13, 14) };
}
