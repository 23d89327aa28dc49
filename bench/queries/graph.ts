/** Asks the graph; a refusal is an error that says its code. */
export async function askGraph(address: string, query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = JSON.parse(
    await response.text(),
  );
  const [error] = errors ?? [];
  if (error) throw new GraphRefusal(error.extensions.code, error.message);
  return data;
}

export class GraphRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
