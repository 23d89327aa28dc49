/**
 * The code of a failed `fetch`, such as ECONNREFUSED; a sentence if the fetch timed out; null if neither is known. The code is in
 * the causes of the error. This function does not use `instanceof`, which fails for errors of another realm.
 */
export function networkErrorCode(error: unknown): string | null {
  for (let cause: unknown = error, depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    const code: unknown = Reflect.get(cause, 'code');
    if (typeof code === 'string') return code;
    if (Reflect.get(cause, 'name') === 'TimeoutError') return 'no response within the timeout';
    const errors: unknown = Reflect.get(cause, 'errors');
    cause = Array.isArray(errors) ? errors[0] : Reflect.get(cause, 'cause');
  }
  return null;
}
