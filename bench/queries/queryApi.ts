/** Sends a GraphQL query and returns its data. Throws a {@link GraphQLResponseError} with the code of the first error. */
export async function queryApi(address: string, query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = JSON.parse(
    await response.text(),
  );
  const [error] = errors ?? [];
  if (error) throw new GraphQLResponseError(error.extensions.code, error.message);
  return data;
}

export class GraphQLResponseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
