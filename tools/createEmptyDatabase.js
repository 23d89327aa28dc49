// @ts-check
// `node tools/createEmptyDatabase.js <file>`: writes the archive of an empty embedded database, which a first start extracts.
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const [, , file = ''] = process.argv;
const pglite = await PGlite.create();
await pglite.exec('CHECKPOINT');
const archive = await pglite.dumpDataDir('gzip');
writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
await pglite.close();
