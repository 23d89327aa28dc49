import pg from 'pg';
import { publish } from '../../src/publishing/datagouv/run/publish.ts';

// Run by publishProcess.test.ts: a publication of its own process, which sends itself a signal after some request.
const [databaseUrl, directory, url, apiKey, organization, signal, after, leaseMs] = process.argv.slice(2);
if (!databaseUrl || !directory || !url || !apiKey || !organization) throw new Error('run by publishProcess.test.ts');

const pool = new pg.Pool({ connectionString: databaseUrl });
let requests = 0;
const report = await publish({
  pool,
  directory,
  platform: { url, apiKey, organization },
  leaseMs: Number(leaseMs),
  async fetch(...given) {
    const response = await fetch(...given);
    requests += 1;
    if (requests === Number(after) && signal) process.kill(process.pid, signal);
    return response;
  },
});
console.log(JSON.stringify(report));
await pool.end();
