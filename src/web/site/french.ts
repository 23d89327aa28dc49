const NUMBER = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

export function numberInFrench(value: number): string {
  return NUMBER.format(value);
}

/** A number with its noun, which is singular for 0 and 1 in French. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberInFrench(count)}\u00a0${count < 2 ? one : many}`;
}

/** The day of an instant in Paris: « 23 novembre 2026 », « 1er décembre 2026 ». */
export function dayInFrench(instant: Date): string {
  return DAY.format(instant).replace(/^1 /, '1er ');
}

/** A calendar day `YYYY-MM-DD`, as {@link dayInFrench} writes it. */
export function calendarDayInFrench(day: string): string {
  return dayInFrench(new Date(`${day}T12:00:00Z`));
}

const FREQUENCIES: Readonly<Record<string, string>> = {
  irregular: 'irrégulière, après chaque changement du registre',
  daily: 'quotidienne',
  weekly: 'hebdomadaire',
  monthly: 'mensuelle',
};

/** A frequency of data.gouv.fr in French, or the frequency itself when it has no translation. */
export function frequencyInFrench(frequency: string): string {
  return FREQUENCIES[frequency] ?? frequency;
}

/** Puts no-break spaces before high punctuation and inside quotation marks. */
export function typeset(text: string): string {
  return text.replace(/ (?=[:;!?»])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}

/** The size of a file in octets, Ko, Mo or Go, by thousands. */
export function sizeInFrench(bytes: number): string {
  let [size, unit] = [bytes, bytes < 2 ? 'octet' : 'octets'];
  for (const larger of ['Ko', 'Mo', 'Go']) {
    // A size that would be rounded to 1 000 takes the larger unit.
    if (size < 999.95) break;
    [size, unit] = [size / 1_000, larger];
  }
  return `${numberInFrench(size)}\u00a0${unit}`;
}
