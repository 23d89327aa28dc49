import { GraphQLClient } from 'graphql-request';
import { type ProductFragment, ProductsDocument, type ProductsQuery } from './gql/graphql.ts';

/** The products of an incubator, at a version of the register. */
export interface Products {
  readonly incubator: string;
  readonly version: number;
  readonly products: readonly ProductFragment[];
}

/** Reads all pages, one after the other. Null if the incubator does not exist. */
export async function readProducts(api: string, incubator: string): Promise<Products | null> {
  const client = new GraphQLClient(api);
  // The generated document has the types of the variables and of the response.
  const page = (after: string | null): Promise<ProductsQuery> =>
    client.request({ document: ProductsDocument, variables: { incubator, after } });
  const products: ProductFragment[] = [];
  for (let after: string | null = null; ; ) {
    const { entity, register } = await page(after);
    if (!entity) return null;
    products.push(...entity.incubatedStartups.nodes);
    after = entity.incubatedStartups.pageInfo.endCursor;
    if (!entity.incubatedStartups.pageInfo.hasNextPage) {
      return { incubator: entity.name, version: register.version, products };
    }
  }
}
