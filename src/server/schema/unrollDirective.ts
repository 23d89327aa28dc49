import { DirectiveLocation, GraphQLDirective } from 'graphql';

/** Marks the nested list of a document: its file then has a row for each item of the list. */
export const unrollDirective = new GraphQLDirective({
  name: 'unroll',
  description:
    'On one nested list: as a file, the document has a row per item of it, with what is around repeated. It changes no answer of /graphql.',
  locations: [DirectiveLocation.FIELD],
});
