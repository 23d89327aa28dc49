import graphql from '@graphql-eslint/eslint-plugin';

// `npm run lint:schema`: the rules for the schema. The code is linted by Biome.
const { 'schema-recommended': recommended, 'schema-relay': relay } = graphql.configs;

/** A deprecation reason names the replacement and the removal day, as in `Removed after 2027-03-01.` */
const datedDeprecation = {
  selector: 'Directive[name.value=deprecated]:not(:has(StringValue[value=/\\b\\d{4}-\\d{2}-\\d{2}\\b/]))',
  message: 'Add the removal day (YYYY-MM-DD) to the reason of @deprecated.',
};

/** Descriptions are English sentences: labels in French are data (`enumLabels`). */
const sentences = [
  {
    selector: ':not(Document) > StringValue.description:not([value=/^[A-Z`][^]*[.]$/])',
    message: 'Start a description with a capital letter or with code, and end it with a period.',
  },
  {
    selector: "StringValue.description[value=/—|(?<!startups? d')[À-ÿŒœ]/]",
    message: 'Write descriptions in English, without long dashes.',
  },
];

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      // Not `require-deprecation-date`: it requires an argument that @deprecated does not have, and fails from that day on
      // without any change. Here the reason contains the day, and `npm run diff:schema` checks it.
      'no-restricted-syntax': ['error', datedDeprecation, ...sentences],
      // Lists in an object, and lists that page forward only, have just `first` and `after`.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // Objects that cannot be fetched alone, such as a change or a journal entry, have no global id.
          shouldImplementNode: false,
          // Short lists that are always complete, such as phases and links, need no pages.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      // Parts of an object have no id, because they cannot be queried alone.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
