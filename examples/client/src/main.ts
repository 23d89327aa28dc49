import { ClientError } from 'graphql-request';
import type { ProductFragment } from './gql/graphql.ts';
import { readProducts } from './products.ts';

// npm start -- [slug of an incubator]
const api = process.env.REGISTRE_URL ?? 'http://localhost:4000/graphql';
const slug = process.argv[2] ?? 'incubateur-de-services-numeriques';

try {
  const found = await readProducts(api, slug);
  if (found) {
    console.log(`${found.incubator} : ${found.products.length} produits (version ${found.version} du registre)`);
    for (const product of found.products) console.log(lineOf(product));
  } else {
    console.error(`Le registre ne connaît pas d’incubateur « ${slug} ».`);
    process.exitCode = 1;
  }
} catch (error) {
  // Each error of the API has a code for programs and a message for people.
  if (!(error instanceof ClientError)) throw error;
  for (const { extensions, message } of error.response.errors ?? []) console.error(`${extensions.code}: ${message}`);
  process.exitCode = 1;
}

function lineOf({ name, phase, services }: ProductFragment): string {
  const listed = services.nodes.map((service) => `${service.name} (${service.status})`).join(', ');
  return `- ${name}, ${phase ?? 'phase non connue'} : ${listed || 'pas encore de service'}`;
}
