import { bundleExplorer } from './bundleExplorer.ts';

// Part of `npm run build`: what browsers load, which is not built again while nothing of it changed.
await bundleExplorer();
