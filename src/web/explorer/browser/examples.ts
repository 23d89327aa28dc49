/** An example, as the page holds it. */
export interface Example {
  readonly slug: string;
  readonly document: string;
  /** As JSON, to be edited. */
  readonly variables: string;
}

/** The form that offers the examples; it opens one without a script too, by a new page. */
export const form = document.querySelector('form.examples');

/** The example that is chosen in the form. */
export function chosen(): Example | null {
  const slug = new FormData(form instanceof HTMLFormElement ? form : undefined).get('example');
  return EXAMPLES.find((example) => example.slug === slug) ?? null;
}

const EXAMPLES: readonly Example[] = JSON.parse(document.getElementById('exemples')?.textContent ?? '[]');
