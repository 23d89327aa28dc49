import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/foundation/packageRoot.ts';
import { ending, tracked } from './processes.ts';
import { needsPeers, peersAreInstalled, type Variant } from './variants.ts';

/** Installs the peers if one is asked for; those that can't be are left out, which is said. */
export async function withPeers(variants: readonly Variant[]): Promise<Variant[]> {
  const wanted = variants.filter(({ process }) => needsPeers(process));
  if (wanted.length === 0 || peersAreInstalled()) return [...variants];
  console.log('Installing the peers in bench/peers…');
  const code = await install();
  if (code === 0 && peersAreInstalled()) return [...variants];
  const without = wanted.map(({ what }) => what).join(', ');
  console.log(`They can't be installed here (npm ci --prefix bench/peers tells why): without ${without}.`);
  return variants.filter(({ process }) => !needsPeers(process));
}

function install(): Promise<number | string | null> {
  const given = [
    'ci',
    '--prefix',
    join(packageRoot, 'bench/peers'),
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=silent',
  ];
  return ending(tracked(spawn('npm', given, { stdio: 'ignore' })));
}
