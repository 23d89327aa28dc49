const NUMBER = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

export function numberInFrench(value: number): string {
  return NUMBER.format(value);
}

/** A number of things: 0 and 1 are singular in French. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberInFrench(count)}\u00a0${count < 2 ? one : many}`;
}

/** The day of an instant in Paris: « 23 novembre 2026 ». */
export function dayInFrench(instant: Date): string {
  return DAY.format(instant);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'entier',
  number: 'nombre',
  boolean: 'booléen',
  date: 'date',
  array: 'liste',
};

/** A type of Table Schema; a type that has no French word keeps its own. */
export function typeInFrench(type: string): string {
  return TYPES[type] ?? type;
}

const FREQUENCIES: Readonly<Record<string, string>> = {
  irregular: 'irrégulière, à chaque changement du registre',
  daily: 'quotidienne',
  weekly: 'hebdomadaire',
  monthly: 'mensuelle',
};

/** A frequency of data.gouv.fr; one that has no French words here keeps its own. */
export function frequencyInFrench(frequency: string): string {
  return FREQUENCIES[frequency] ?? frequency;
}

/** Keeps the high punctuation on the line of its word, as French printers do. */
export function typeset(text: string): string {
  return text.replace(/ (?=[:;!?»])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}
