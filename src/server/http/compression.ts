import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, onSendHookHandler } from 'fastify';
import { ENCODINGS, MIN_COMPRESSED_BYTES } from '../../files/contentEncodings.ts';
import { encodedEtag } from './conditionalRequest.ts';
import { BROTLI_OPTIONS } from './encodings.ts';

/**
 * Compresses the responses of all routes that are added later, except those with `compress: false`: texts of 1,000 bytes or more, by Accept-Encoding. Parts of files
 * and bodies that are already compressed are sent as they are. So is the response to a request with a token: its size, once
 * compressed, could reveal which of its texts also occur in the request (BREACH).
 */
export async function compressResponses(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    if (headers.authorization !== undefined) delete headers['accept-encoding'];
    done();
  });
  await app.register(compress, {
    encodings: [...ENCODINGS],
    threshold: MIN_COMPRESSED_BYTES,
    brotliOptions: BROTLI_OPTIONS,
    // `jsonBodyText` decompresses requests.
    globalDecompression: false,
  });
  // This hook of each route runs after that of the plugin.
  app.addHook('onRoute', (route) => {
    if (route.compress === false) return;
    const last: onSendHookHandler = (_request, reply, payload, done) => {
      describeEncoding(reply);
      done(null, payload);
    };
    route.onSend = [route.onSend ?? [], last].flat();
  });
}

/** Sets Vary, and the entity tag of a compressed response: compressed bytes need a tag of their own (RFC 9110, section 8.8.3.3). */
function describeEncoding(reply: FastifyReply): void {
  // A redirect has no body.
  if (reply.statusCode >= 300 && reply.statusCode < 400 && reply.statusCode !== 304) return;
  const names = [reply.getHeader('vary') ?? [], 'Accept-Encoding'].flat().join().split(/ *, */);
  // The plugin adds the name in lower case.
  const vary = new Map(names.map((name) => [name.toLowerCase(), name]));
  reply.header('vary', [...vary.values()].join(', '));
  const { 'content-encoding': encoding, etag } = reply.getHeaders();
  if (typeof encoding !== 'string') return;
  // Only the uncompressed bytes of a file have parts.
  reply.removeHeader('accept-ranges');
  if (typeof etag === 'string' && etag.startsWith('"')) reply.header('etag', encodedEtag(etag, encoding));
}
