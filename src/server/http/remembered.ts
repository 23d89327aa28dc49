/**
 * A function of one text that remembers what it gave for those it is asked for again and again, such as the headers that
 * browsers send; beyond `atMost` others are worked out each time. What it throws is not remembered.
 */
export function remembered<V>(of: (text: string | undefined) => V, atMost = 100): (text: string | undefined) => V {
  const known = new Map<string | undefined, { readonly value: V }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = of(text);
    if (known.size < atMost) known.set(text, { value });
    return value;
  };
}
