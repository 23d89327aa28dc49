/** The configuration of `npm run generate`: the types of the queries in `src/`, from the schema that the register serves. */
export default {
  schema: process.env.REGISTRE_SCHEMA ?? 'http://localhost:4000/schema.graphql',
  documents: 'src/*.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Queries are strings with types: the page needs no GraphQL library.
        documentMode: 'string',
        useTypeImports: true,
        scalars: {
          Date: 'string',
          DateTime: 'string',
          JSON: 'unknown',
          URL: 'string',
        },
      },
    },
  },
};
