import { graphql } from './gql/gql';
import type { TypedDocumentString } from './gql/graphql';

const STARTUPS = graphql(`
  query Startups($first: Int!) {
    startups(first: $first) {
      nodes { name services { nodes { name status } } }
    }
  }
`);

async function read<Data, Variables>(query: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch('http://localhost:4000/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: query.toString(), variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

const { startups } = await read(STARTUPS, { first: 10 });
for (const { name, services } of startups?.nodes ?? []) {
  const item = document.createElement('li');
  item.textContent = `${name} : ${services.nodes.map((service) => `${service.name} (${service.status})`).join(', ')}`;
  document.querySelector('ul')?.append(item);
}
