import { DirectiveLocation, GraphQLDirective } from 'graphql';

/** Marks the nested list of a document: its file then has a row for each item of the list. */
export const unrollDirective = new GraphQLDirective({
  name: 'unroll',
  description:
    'Marks one nested list of a persisted document. As a file, the document has one row for each item of the list, and repeats the values around the list. The directive does not change responses of `/graphql`.',
  locations: [DirectiveLocation.FIELD],
});
