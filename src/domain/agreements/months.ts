/** The same day six months later, or the last day of that month if it is shorter; at most 9999-12-31. */
export function sixMonthsAfter(day: string): string {
  const instant = instantOf(day);
  const dayOfMonth = instant.getUTCDate();
  instant.setUTCMonth(instant.getUTCMonth() + 6);
  // From 31 August, JavaScript goes on from February into March.
  if (instant.getUTCDate() !== dayOfMonth) instant.setUTCDate(0);
  return instant.getUTCFullYear() > 9999 ? '9999-12-31' : dayOf(instant);
}

export function dayBefore(day: string): string {
  const instant = instantOf(day);
  instant.setUTCDate(instant.getUTCDate() - 1);
  return dayOf(instant);
}

function instantOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
