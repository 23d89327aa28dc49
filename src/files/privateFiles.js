// @ts-check
// JavaScript, like the worker thread that imports it.
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * A file system for PGlite whose files only their owner can access. PGlite sets its own modes, whatever the umask. This class
 * wraps the operations of the file system of Emscripten, and removes the permissions of other users from each mode.
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
