import { startUdata, type Udata } from './startUdata.ts';

/** Starts the fake platform from a terminal: `PORT` (default: 7000); `STRICT=1` rejects requests that a publication must not send. */
const port = Number(process.env.PORT ?? 7000);

if (!Number.isInteger(port) || port < 0 || port > 65535) {
  stop(`PORT is « ${process.env.PORT} »: give a whole number from 0 (any free port) to 65535.`);
} else {
  await startUdata({ port, strict: process.env.STRICT === '1' }).then(present, failed);
}

function present(udata: Udata): void {
  let closing = false;
  // The real crawler needs minutes to hours.
  const crawler = setInterval(() => udata.tick('hydra'), 2_000);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      clearInterval(crawler);
      udata.close().catch((error) => stop(error.message));
    });
  console.log('The stand-in for udata is running. Its state is lost when it stops.');
  console.log(`  URL              ${udata.url}`);
  console.log(`  API key          ${udata.apiKey}`);
  console.log(`  organisation id  ${udata.organizationId}`);
  console.log('Stop it with Ctrl+C.');
}

function failed(thrown: NodeJS.ErrnoException): void {
  if (thrown.code === 'EADDRINUSE')
    stop(`Port ${port} is already taken on 127.0.0.1: stop what listens there, or give another one (PORT=7001).`);
  else if (thrown.code === 'EACCES') stop(`Port ${port} may not be opened by this account: give one above 1023.`);
  else throw thrown;
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
