import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail } from '../../errors/errors.ts';
import { METRICS_PROTECTED } from '../serverErrors.ts';
import { METRICS_TYPE, type Metrics } from './Metrics.ts';

/**
 * Serves `/metrics`. They tell how the service is used and how it fares, which is not for everyone: whoever asks shows
 * the token of the settings. Without one, the machine itself is answered, and nothing that came through a proxy.
 */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!(token === null ? isOfThisMachine(request) : shows(request, token))) fail(METRICS_PROTECTED);
    return reply.type(METRICS_TYPE).send(await metrics.text());
  });
}

function shows({ headers: { authorization = '' } }: FastifyRequest, token: string): boolean {
  return timingSafeEqual(sha256(authorization.replace(/^bearer +/i, '')), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;
const OF_PROXIES = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'];

function isOfThisMachine({ raw, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(raw.socket.remoteAddress ?? '') && OF_PROXIES.every((name) => headers[name] === undefined);
}
