// The health check of the image: exits with 0 if the server of this machine is ready, with 1 and the reason if not.
const url = `http://127.0.0.1:${process.env.PORT || 4000}/readyz`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) console.error(`${url} answered ${response.status}: ${await response.text()}`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  // fetch() says why in the cause of its error.
  console.error(`${url} did not answer:`, error instanceof Error ? (error.cause ?? error) : error);
  process.exitCode = 1;
}
