import { UUID } from './identifiers.ts';

/** `Startups d'État` → `startups-detat`: apostrophes vanish, accents fall, everything else becomes a dash. */
export const slugify = (text: string): string => dashed(text, /[^a-z0-9]+/g);

/** A file keeps its dots: `Startups d'État_v1.CSV` → `startups-detat-v1.csv`. */
export const slugifyFileName = (name: string): string => dashed(name, /[^a-z0-9.]+/g).replace(/-*\.-*/g, '.');

/** The first free slug for a title: `-1`, `-2`… when taken, `-uuid` when it could be read as an id. */
export function freeSlug(title: string, isTaken: (slug: string) => boolean): string {
  const slug = slugify(title).slice(0, 255);
  const base = UUID.test(slug) ? `${slug}-uuid` : slug;
  let free = base;
  for (let suffix = 1; isTaken(free); suffix += 1) free = `${base.slice(0, 255 - `-${suffix}`.length)}-${suffix}`;
  return free;
}

function dashed(text: string, others: RegExp): string {
  const plain = text
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter);
  const ascii = plain.normalize('NFKD').replace(/\p{Diacritic}/gu, '');
  return ascii.replace(others, '-').replace(/^-+|-+$/g, '');
}

const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };
