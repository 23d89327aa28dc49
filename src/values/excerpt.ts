/** A value as messages quote it: as JSON, cut where it grows long. */
export function excerpt(value: unknown, longest: number): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
