/** Whether a result has data: some root field has a value, or all of them are null without an error. */
export function hasData({ data, errors = [] }: { data?: string | null; errors?: readonly unknown[] }): boolean {
  if (data == null) return false;
  return errors.length === 0 || Object.values<unknown>(JSON.parse(data)).some((each) => each !== null);
}
