/** Whether PostgreSQL can hold a text as it is: without U+0000, and without half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
