// @ts-check

/**
 * Sends SIGTERM to this process when the npm process that started it has ended. npm starts a script through a shell, which does not
 * forward the signal that ends npm. `exec` in the script would replace the shell, but not on Windows.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
