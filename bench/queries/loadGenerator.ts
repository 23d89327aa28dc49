import autocannon from 'autocannon';

/** The requests to send, and for how long. */
export interface Load {
  url: string;
  /** Request bodies to POST in turn. Without bodies, the load sends GET requests to `paths`. */
  bodies: string[];
  /** Paths to GET in turn. */
  paths: string[];
  connections: number;
  seconds: number;
}

export interface LoadResult {
  perSecond: number;
  /** Responses with a 2xx status. */
  responses: number;
  failures: number;
}

// A separate process, so that the load generator does not count as processor time of the server under test.
// Each message is a Load; the reply is its LoadResult.
process.on('message', async (load: Load) => process.send?.(await runLoad(load)));
process.once('disconnect', () => process.exit());

async function runLoad(load: Load): Promise<LoadResult> {
  const requests =
    load.bodies.length > 0
      ? load.bodies.map((body) => ({ method: 'POST' as const, headers: { 'content-type': 'application/json' }, body }))
      : load.paths.map((path) => ({ method: 'GET' as const, path }));
  let clients = 0;
  const start = performance.now();
  const result = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    requests,
    // Each client starts elsewhere in the list: otherwise all would send the same request at the same time.
    setupClient: (client) => {
      const first = Math.floor((clients++ * requests.length) / load.connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
    },
  });
  return {
    perSecond: (result['2xx'] * 1000) / (performance.now() - start),
    responses: result['2xx'],
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
