import { once } from 'node:events';
import { createClient } from '@redis/client';
import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { errorCode, messageWithoutPaths } from '../../files/systemError.ts';
import { type Counter, limiterOptions, type RatePolicy } from './RateLimit.ts';

/**
 * Counts points in Redis, and in memory while Redis is away, slow or rejects commands. Returns once the first attempt to
 * connect has ended; retries in the background, and closes the connection with the server.
 * @param timeoutMs how long a charge waits for Redis.
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
    // Without a connection, or with many commands unanswered, a command fails at once.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    commandOptions: { timeout: undefined },
    // A connection that does not answer pings is closed after 2 seconds. By default, none would follow it.
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
    // A client without points is rejected without asking Redis again.
    inMemoryBlockOnConsumed: policy.points + 1,
  });
  const redis = new RLWrapperTimeouts({ limiter, timeoutMs });
  let isLogged = false;
  const failed = (error: unknown) => {
    // A host name with several addresses fails with a code and no message.
    const problem = messageWithoutPaths(error) || errorCode(error);
    if (!isLogged) app.log.warn({ problem }, 'Redis fails: this process counts the rate limit in memory');
    isLogged = true;
  };
  client.on('error', failed).on('ready', () => {
    isLogged = false;
    app.log.info('connected to Redis for the rate limit');
  });
  const attempt = once(client, 'ready').catch(failed);
  client.connect().catch(failed);
  await attempt;
  app.addHook('onClose', async () => {
    isLogged = true;
    client.destroy();
  });
  return {
    consume: (key, points) =>
      redis.consume(key, points).catch((error) => {
        if (error instanceof RateLimiterRes) throw error;
        failed(error);
        return memory.consume(key, points);
      }),
  };
}
