import autocannon from 'autocannon';

/** What is asked, and for how long. */
export interface Load {
  url: string;
  /** Bodies to send in turn; asked by GET when there are none. */
  bodies: string[];
  /** Paths to get in turn, when there are no bodies. */
  paths: string[];
  connections: number;
  seconds: number;
}

/** What came back. */
export interface Loaded {
  perSecond: number;
  answers: number;
  failures: number;
}

// A process of its own, so that what asks is not what is measured: a Load in each message, a Loaded in return.
process.on('message', async (load: Load) => process.send?.(await asked(load)));
process.once('disconnect', () => process.exit());

async function asked(load: Load): Promise<Loaded> {
  const start = performance.now();
  const result = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    requests:
      load.bodies.length > 0
        ? load.bodies.map((body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body }))
        : load.paths.map((path) => ({ method: 'GET', path })),
  });
  return {
    perSecond: (result['2xx'] * 1000) / (performance.now() - start),
    answers: result['2xx'],
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
