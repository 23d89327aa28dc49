/** The little of jsonld that tests call: it has no types of its own. */
declare module 'jsonld' {
  interface CanonizeOptions {
    algorithm: 'RDFC-1.0';
    format: 'application/n-quads';
    inputFormat?: 'application/n-quads';
    maxWorkFactor?: number;
  }
  const jsonld: { canonize(input: unknown, options: CanonizeOptions): Promise<string> };
  export default jsonld;
}
