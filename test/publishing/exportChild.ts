import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';

// An export in a process of its own: `url directory kill <step>` dies at a step as `kill -9` would make it;
// `url directory twice` creates a release, changes the register, tries to create another one, and prints the result.
const [, , url, directory = '', mode, step] = process.argv;
const pool = new Pool({ connectionString: url });

if (mode === 'kill') {
  await createRelease({
    pool,
    directory,
    publicUrl: 'http://localhost',
    bundles: true,
    onProgress: (_what, done) => {
      if (done === Number(step)) process.kill(process.pid, 'SIGKILL');
    },
  });
} else {
  const first = await createRelease({ pool, directory, publicUrl: 'http://localhost' });
  await pool.query('UPDATE register SET version = version + 1');
  const second = await createRelease({ pool, directory, publicUrl: 'http://localhost' }).catch((error) => error);
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(directory, 'latest') });
  console.log(
    JSON.stringify({
      first: first.name,
      code: second.code,
      message: second.message,
      there: readdirSync(directory).sort(),
    }),
  );
}
await pool.end();
