import { availableParallelism, cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** The machine, and whether it is at rest. Call it while the bench is idle: it observes the processors for two seconds. */
export async function describeMachine(): Promise<string> {
  const before = processorTimes();
  await setTimeout(2_000);
  const after = processorTimes();
  const busy = Math.round((100 * (after.busy - before.busy)) / (after.all - before.all));
  const load = loadavg().map((each) => each.toFixed(1));
  const state = `Before the run, the load average was ${load.join(', ')}, and the processors were ${busy} % busy.`;
  const warning = busy > BUSY ? ' **The machine was not at rest: repeat the run before you use its results.**' : '';
  return `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || 'an unnamed processor'}. ${state}${warning}`;
}

/** In percent. A machine at rest is below 5 %. */
const BUSY = 10;

function processorTimes(): { readonly busy: number; readonly all: number } {
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
  const all = sum(cpus().map(({ times }) => sum(Object.values(times))));
  return { busy: all - sum(cpus().map(({ times }) => times.idle)), all };
}
