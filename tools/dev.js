// @ts-check
// `npm run dev`: builds the bundle of the explorer if it changed, then serves from the sources and restarts on each change.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readEnvFile } from './readEnvFile.js';
import { stopWithNpm } from './stopWithNpm.js';

const root = join(import.meta.dirname, '..');
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const watch = [
  'watch',
  '--clear-screen=false',
  '--include',
  'src/**/*.{sql,yaml}',
  '--include',
  'examples/documents/*',
];

const { status } = spawnSync(process.execPath, [tsx, 'tools/explorer/bundle.ts'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);

// In a separate process group. Ctrl-C reaches every process of the terminal's group, and npm forwards it once more. A second signal
// makes tsx kill the server before it has closed its database.
readEnvFile(root);
const server = spawn(process.execPath, [tsx, ...watch, 'src/cli/main.ts', 'serve'], {
  cwd: root,
  // No delay for a load balancer: tsx would kill the server before it has closed its database.
  env: { SHUTDOWN_DELAY_SECONDS: '0', ...process.env },
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
});
let isStopping = false;
stopWithNpm();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!isStopping) server.kill('SIGTERM');
    isStopping = true;
  });
}
server.on('exit', (code) => process.exit(code ?? 1));
