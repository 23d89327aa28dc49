/** Asks the API, which is at the address of this page. */
export async function ask(asked: object, options: { headers?: Record<string, string> } = {}): Promise<object> {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...options.headers,
    },
    body: JSON.stringify(asked),
  });
  return response.json();
}
