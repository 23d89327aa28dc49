const TYPES: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'entier',
  number: 'nombre',
  boolean: 'booléen',
  date: 'date',
  datetime: 'instant',
  array: 'liste',
};

/** A type of Table Schema in French, or the type itself when it has no translation. */
export function typeInFrench(type: string): string {
  return TYPES[type] ?? type;
}
