import { bundleExplorer } from './bundleExplorer.ts';

// Part of `npm run build`: builds the bundle for browsers if one of its sources changed.
await bundleExplorer();
