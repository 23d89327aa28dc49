import { DirectiveLocation, GraphQLDirective } from 'graphql';

/** Says which nested list of a document gives a row per item when the document is asked for as a file. */
export const unrollDirective = new GraphQLDirective({
  name: 'unroll',
  description:
    'Dérouler — on one nested list: as a file, the document has a row per item of it, with what is around repeated. It changes no answer of /graphql.',
  locations: [DirectiveLocation.FIELD],
});
