import { GraphQLClient } from 'graphql-request';
import { type ProductFragment, ProductsDocument, type ProductsQuery } from './gql/graphql.ts';

/** The products of an incubator, and of which version of the register they are. */
export interface Products {
  readonly incubator: string;
  readonly version: number;
  readonly products: readonly ProductFragment[];
}

/** Reads all pages, one after the other; null when there is no such incubator. */
export async function readProducts(api: string, incubator: string): Promise<Products | null> {
  const client = new GraphQLClient(api);
  // The document knows the types of its variables and of its answer.
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
