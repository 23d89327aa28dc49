import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import type { Variant } from './variants.ts';

/** Returns the variants without the peers that are not installed, and prints those. */
export function withInstalledPeers(variants: readonly Variant[]): Variant[] {
  const missing = variants.filter(({ process }) => PEERS.has(process) && !existsSync(join(INSTALLED, process)));
  if (missing.length > 0) {
    const names = missing.map(({ label }) => label).join(', ');
    console.log(`Not installed and therefore skipped: ${names}. To install them: npm ci --prefix bench/peers\n`);
  }
  return variants.filter((variant) => !missing.includes(variant));
}

const INSTALLED = join(packageRoot, 'bench/peers/node_modules');
const PEERS: ReadonlySet<string> = new Set(['postgraphile', 'mercurius']);
