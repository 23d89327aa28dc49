import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds that a process has worked since it began; null where the system does not tell (elsewhere than Linux). */
export async function workOf(pid: number): Promise<number | null> {
  const stat = await statOf(String(pid));
  return stat ? stat.milliseconds : null;
}

/** The same for the processes of a PostgreSQL together, those that have ended by now left out. */
export async function workBelow(pid: number): Promise<number | null> {
  if (pid === 0) return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map(statOf));
  const below = stats.filter((stat) => stat?.parent === pid);
  return below.length > 0 ? below.reduce((sum, stat) => sum + (stat?.milliseconds ?? 0), 0) : null;
}

// The kernel counts in hundredths of a second for everyone, whatever its own clock (sysconf(_SC_CLK_TCK)).
const MILLISECONDS_PER_TICK = 10;

async function statOf(pid: string): Promise<{ parent: number; milliseconds: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the name in parentheses, which may hold anything. See proc_pid_stat(5).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { parent: Number(fields[1]), milliseconds: ticks * MILLISECONDS_PER_TICK };
}
