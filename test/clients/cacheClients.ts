import { ApolloClient, gql, HttpLink, InMemoryCache, type TypePolicies } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { type CacheExchangeOpts, cacheExchange, type Data } from '@urql/exchange-graphcache';
import { buildSchema, parse } from 'graphql';
import relay from 'relay-runtime';
import { toRelayRequest } from './relayRequest.ts';

/** Variables and data of a document, as JSON. */
export type Json = Record<string, unknown>;

/** A GraphQL client with a normalized cache. */
export interface CacheClient {
  /** Sends a document. Returns the data that the cache has for it afterwards. */
  fetch(document: string, variables?: Json): Promise<Json>;
  /** The data that the cache has for a document; null if a value is missing. */
  read(document: string, variables?: Json): Json | null;
  /** Calls back with the data of a document whenever the cache changes it. Returns the function that stops it. */
  watch(document: string, variables: Json, onData: (data: Json) => void): () => void;
}

/** Requests to a served register. */
export interface Served {
  readonly origin: string;
  /** Sent with each request. */
  readonly fetch: typeof globalThis.fetch;
}

export const CLIENTS: Readonly<Record<string, (served: Served) => Promise<CacheClient>>> = {
  'Apollo Client with InMemoryCache': apollo,
  'urql with graphcache': urql,
  'Relay runtime': relayRuntime,
};

async function apollo({ origin, fetch }: Served): Promise<CacheClient> {
  const cache = new InMemoryCache({
    possibleTypes: await file<Record<string, string[]>>(`${origin}/schema/possibleTypes.json`, fetch),
    typePolicies: await file<TypePolicies>(`${origin}/schema/apolloTypePolicies.json`, fetch),
  });
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: `${origin}/graphql`, fetch }) });
  return {
    async fetch(document, variables) {
      const isMutation = document.trimStart().startsWith('mutation');
      const { data } = isMutation
        ? await client.mutate<Json>({ mutation: gql(document), variables })
        : await client.query<Json>({ query: gql(document), variables, fetchPolicy: 'network-only' });
      return plain(data);
    },
    read: (document, variables) => {
      const data = client.readQuery<Json>({ query: gql(document), variables });
      return data && plain(data);
    },
    watch(document, variables, onData) {
      const watched = client.watchQuery<Json>({ query: gql(document), variables, fetchPolicy: 'cache-first' });
      const subscription = watched.subscribe(({ data, dataState }) => dataState === 'complete' && onData(plain(data)));
      return () => subscription.unsubscribe();
    },
  };
}

async function urql({ origin, fetch }: Served): Promise<CacheClient> {
  const { types, schema } = await file<GraphcacheFile>(`${origin}/schema/graphcache.json`, fetch);
  const keys = Object.fromEntries(types.map((type) => [type, ({ id }: Data) => (typeof id === 'string' ? id : null)]));
  const client = new Client({
    url: `${origin}/graphql`,
    fetch,
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, keys }), fetchExchange],
  });
  return {
    async fetch(document, variables = {}) {
      const isMutation = document.trimStart().startsWith('mutation');
      const { data, error } = isMutation
        ? await client.mutation(document, variables).toPromise()
        : await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise();
      if (error) throw error;
      return plain(data);
    },
    read(document, variables = {}) {
      const data = client.readQuery(document, variables, { requestPolicy: 'cache-only' })?.data;
      return data == null ? null : plain(data);
    },
    watch(document, variables, onData) {
      const { unsubscribe } = client
        .query(document, variables, { requestPolicy: 'cache-first' })
        .subscribe(({ data }) => data && onData(plain(data)));
      return unsubscribe;
    },
  };
}

async function relayRuntime({ origin, fetch }: Served): Promise<CacheClient> {
  const schema = buildSchema(await (await fetch(`${origin}/schema.graphql`)).text());
  const { createOperationDescriptor, Environment, fetchQuery, commitMutation, Network, RecordSource, Store } = relay;
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const body = JSON.stringify({ query: text, variables });
      const response = await file<Required<relay.GraphQLSingularResponse>>(`${origin}/graphql`, (url) =>
        fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
      );
      // Relay stores partial data as if it were complete. https://relay.dev/docs/guides/network-layer/
      if ('errors' in response) throw new Error(response.errors.map(({ message }) => message).join());
      return response;
    }),
    // Records stay in the store without a component that uses them.
    store: new Store(new RecordSource(), { gcReleaseBufferSize: 1_000 }),
  });
  const operationOf = (document: string, variables: Json = {}) =>
    createOperationDescriptor(toRelayRequest(schema, parse(document)), variables);
  const lookup = (document: string, variables?: Json) => environment.lookup(operationOf(document, variables).fragment);
  return {
    async fetch(document, variables = {}) {
      const request = toRelayRequest(schema, parse(document));
      if (document.trimStart().startsWith('mutation')) {
        return new Promise((resolve, reject) => {
          commitMutation(environment, {
            mutation: request,
            variables,
            onCompleted: (response: unknown, errors) => (errors ? reject(errors[0]) : resolve(plain(response))),
            onError: reject,
          });
        });
      }
      environment.retain(operationOf(document, variables));
      await fetchQuery(environment, request, variables, { fetchPolicy: 'network-only' }).toPromise();
      return plain(lookup(document, variables).data);
    },
    read(document, variables) {
      const { data, isMissingData } = lookup(document, variables);
      return isMissingData ? null : plain(data);
    },
    watch(document, variables, onData) {
      const onSnapshot = ({ data, isMissingData }: { data?: unknown; isMissingData: boolean }) => {
        if (!isMissingData) onData(plain(data));
      };
      const snapshot = lookup(document, variables);
      onSnapshot(snapshot);
      const { dispose } = environment.subscribe(snapshot, onSnapshot);
      return dispose;
    },
  };
}

/** The file with which graphcache knows the schema. */
interface GraphcacheFile {
  readonly types: readonly string[];
  readonly schema: CacheExchangeOpts['schema'];
}

async function file<T>(url: string, fetch: (url: string) => Promise<Response>): Promise<T> {
  return JSON.parse(await (await fetch(url)).text());
}

/** Data without the properties that the clients add: `__typename`, and symbols and keys of Relay. */
export function plain(data: unknown): Json {
  const isOwn = (key: string) => !/^__(?:typename|id|fragment|is)/.test(key);
  return JSON.parse(JSON.stringify(data, (key, value) => (isOwn(key) ? value : undefined)));
}
