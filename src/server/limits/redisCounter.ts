import { once } from 'node:events';
import { createClient } from '@redis/client';
import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { errorCode, messageWithoutPaths } from '../../files/systemError.ts';
import { type Counter, limiterOptions, type RatePolicy } from './RateLimit.ts';

/**
 * Counts points in Redis, or in memory while Redis is unavailable, slow or rejects commands. Resolves after the first
 * attempt to connect, whether it succeeds or not. Reconnects in the background, and disconnects when the server closes.
 * @param timeoutMs how long a charge waits for Redis, in milliseconds.
 */
export async function redisCounter(
  policy: RatePolicy,
  url: string,
  app: Pick<FastifyInstance, 'log' | 'addHook'>,
  timeoutMs = 100,
): Promise<Counter> {
  const options = limiterOptions(policy);
  const memory = new RateLimiterMemory(options);
  const client = createClient({
    url,
    RESP: 2,
    // Without a connection, or with 1,000 pending commands, a command fails immediately.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    commandOptions: { timeout: undefined },
    // By default, the client sends no pings. If a ping is not answered within 2 seconds, the client reconnects.
    pingInterval: 500,
    socket: {
      connectTimeout: 2_000,
      socketTimeout: 2_000,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 1_000),
    },
  });
  const limiter = new RateLimiterRedis({
    ...options,
    keyPrefix: `registre:rate-limit:${policy.name}`,
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    // Rejects a client that has no points left from memory, without a command to Redis.
    inMemoryBlockOnConsumed: policy.points + 1,
  });
  const redis = new RLWrapperTimeouts({ limiter, timeoutMs });
  let isLogged = false;
  const onFailure = (error: unknown) => {
    // Node reports a host name with several unreachable addresses by a code without a message.
    const problem = messageWithoutPaths(error) || errorCode(error);
    if (!isLogged) app.log.warn({ problem }, 'Redis fails: this process counts the rate limit in memory');
    isLogged = true;
  };
  client.on('error', onFailure).on('ready', () => {
    isLogged = false;
    app.log.info('connected to Redis for the rate limit');
  });
  const firstAttempt = once(client, 'ready').catch(onFailure);
  client.connect().catch(onFailure);
  await firstAttempt;
  app.addHook('onClose', async () => {
    // Does not log the failures of commands that closing interrupts.
    isLogged = true;
    client.destroy();
  });
  return {
    consume: (key, points) =>
      redis.consume(key, points).catch((error) => {
        if (error instanceof RateLimiterRes) throw error;
        onFailure(error);
        return memory.consume(key, points);
      }),
  };
}
