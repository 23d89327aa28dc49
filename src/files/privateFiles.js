// @ts-check
// JavaScript, as the worker thread that loads it.
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * The files of PGlite, for their owner alone. PGlite asks for modes of its own and sets them whatever the umask is: they
 * lose the rights of other users here, through the operations that a file system of Emscripten has.
 */
export class PrivateFiles extends NodeFS {
  /**
   * @override
   * @type {NodeFS['init']}
   */
  async init(pglite, options) {
    const { emscriptenOpts } = await super.init(pglite, options);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [keepPrivate, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

/**
 * @typedef {(subject: object, attributes: { mode?: number }) => void} SetAttributes
 * @typedef {(parent: object, name: string, mode: number, device: number) => object} MakeNode
 * @typedef {{ node_ops: { mknod: MakeNode, setattr: SetAttributes }, stream_ops: { setattr: SetAttributes } }} FileSystem
 */

/** @param {{ NODEFS: FileSystem }} module */
function keepPrivate({ NODEFS: { node_ops: ofNodes, stream_ops: ofOpenFiles } }) {
  const { mknod } = ofNodes;
  ofNodes.mknod = (parent, name, mode, device) => mknod(parent, name, forOwner(mode), device);
  for (const operations of [ofNodes, ofOpenFiles]) {
    const { setattr } = operations;
    operations.setattr = (subject, attributes) =>
      setattr(subject, attributes.mode == null ? attributes : { ...attributes, mode: forOwner(attributes.mode) });
  }
}

/** @param {number} mode */
function forOwner(mode) {
  return mode & ~0o077;
}
