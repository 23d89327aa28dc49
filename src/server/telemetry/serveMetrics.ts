import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail } from '../../errors/errors.ts';
import { METRICS_PROTECTED } from '../serverErrors.ts';
import { METRICS_TYPE, type Metrics } from './metrics.ts';

/** Serves `/metrics` to holders of the token. Without a token: to this machine, and to no request through a proxy. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!(token === null ? isLocal(request) : hasToken(request, token))) fail(METRICS_PROTECTED);
    return reply.type(METRICS_TYPE).send(await metrics.text());
  });
}

function hasToken({ headers: { authorization = '' } }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(sha256(authorization.replace(/^bearer +/i, '')), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'];

function isLocal({ raw, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(raw.socket.remoteAddress ?? '') && PROXY_HEADERS.every((name) => headers[name] === undefined);
}
