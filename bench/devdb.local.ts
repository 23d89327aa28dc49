import { writeFile } from 'node:fs/promises';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { prepareRegister } from './queries/prepareRegister.ts';

const server = await openBenchPostgres(process.env.FLAGS ? process.env.FLAGS.split(' ') : []);
for (const n of process.argv.slice(2).map(Number)) {
  const start = Date.now();
  const url = await server.create(`dev_${n}`);
  const { folder } = await prepareRegister(url, n);
  await writeFile(`/tmp/dev/${n}.json`, JSON.stringify({ url, folder, pid: server.pid }));
  console.log(n, url, folder, (Date.now() - start) / 1000);
}
process.on('SIGTERM', () => {});
await new Promise((r) => setTimeout(r, 20_000_000));
