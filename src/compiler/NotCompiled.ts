/** What the compiler does not know: the field of the root that holds it is read the ordinary way, by its resolvers. */
export class NotCompiled extends Error {
  constructor(what: string) {
    super(`${what} is not compiled`);
  }
}
