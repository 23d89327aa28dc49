// The health check of the image. Exit code 0 if the server in this container is ready, else 1 with the reason.
const url = `http://127.0.0.1:${process.env.PORT || 4000}/readyz`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) console.error(`${url} answered ${response.status}: ${await response.text()}`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  // The cause of a fetch() error has the reason.
  console.error(`${url} did not answer:`, error instanceof Error ? (error.cause ?? error) : error);
  process.exitCode = 1;
}
