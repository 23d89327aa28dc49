/** The configuration of `npm run generate`: the types of the documents in `src/`, from the schema that the register serves. */
export default {
  schema: process.env.REGISTRE_SCHEMA ?? 'http://localhost:4000/schema.graphql',
  documents: 'src/*.graphql',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        // With `strictScalars`, the generation fails if a scalar of the schema has no type here.
        strictScalars: true,
        scalars: {
          BigInt: 'number',
          Date: 'string',
          DateTime: 'string',
          JSON: 'unknown',
          URL: 'string',
        },
      },
    },
  },
};
