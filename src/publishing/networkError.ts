/**
 * The code of a failed `fetch`, such as ECONNREFUSED, or null: it is in the causes of the error. Not by `instanceof`, which
 * fails for errors of another realm.
 */
export function networkErrorCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string') return code;
    if (Reflect.get(at, 'name') === 'TimeoutError') return 'no answer in time';
    const errors: unknown = Reflect.get(at, 'errors');
    at = Array.isArray(errors) ? errors[0] : Reflect.get(at, 'cause');
  }
  return null;
}
