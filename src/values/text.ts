/** Whether PostgreSQL can hold a text as it is: without U+0000, and without half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A value as messages quote it: as JSON, cut where it grows long. */
export function excerpt(value: unknown, longest: number): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A number of bytes as a person reads it: 1.5 GB, 100 MB, 512 kB, 80 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1_000_000_000) return `${Math.round(bytes / 100_000_000) / 10} GB`;
  if (bytes >= 1_000_000) return `${Math.round(bytes / 100_000) / 10} MB`;
  return bytes >= 1_000 ? `${Math.round(bytes / 100) / 10} kB` : `${bytes} bytes`;
}
