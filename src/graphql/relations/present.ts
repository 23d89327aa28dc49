/** What a foreign key that is never null leads to: its absence would be our own fault, not the reader's. */
export async function present<T>(promise: Promise<T | null>): Promise<T> {
  const value = await promise;
  if (value === null) throw new Error('a row that its foreign key promises is not there');
  return value;
}
