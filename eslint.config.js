import graphql from '@graphql-eslint/eslint-plugin';

// `npm run lint:schema`: the rules for the schema. The code is linted by Biome.
const { 'schema-recommended': recommended, 'schema-relay': relay } = graphql.configs;

/** Every deprecation says what to use instead and, as in `removed after 2027-03-01`, until when it stays. */
const datedDeprecation = {
  selector: 'Directive[name.value=deprecated]:not(:has(StringValue[value=/\\b\\d{4}-\\d{2}-\\d{2}\\b/]))',
  message: 'Say in the reason of @deprecated after which day it may be removed: YYYY-MM-DD.',
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
      // The rule of this plugin asks for an argument that @deprecated does not have, and fails from that day on, whoever
      // changes what: the day stands in the reason, and `npm run diff:schema` holds to it.
      'no-restricted-syntax': ['error', datedDeprecation, ...sentences],
      // Lists within an object, and those that only go one way, have `first` and `after` alone.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // What has no life of its own, such as a change or a line of the journal, has no global id.
          shouldImplementNode: false,
          // Short lists that are always given whole, such as phases and links, need no pages.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      // The same: parts of something have no id, and nothing can ask for them alone.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
