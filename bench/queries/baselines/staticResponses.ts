import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BENCH_QUERIES } from '../benchQueries.ts';

interface StaticRequest {
  readonly variables: object;
}

/**
 * Answers the requests of the register at `/static/<query>`: a route sends the bytes that the register sent for the same variables.
 * @param folder has a file of responses for each query, by the JSON of their variables.
 */
export async function serveStaticResponses(app: FastifyInstance, folder: string): Promise<void> {
  for (const query of BENCH_QUERIES) {
    const responses: Record<string, string> = JSON.parse(await readFile(join(folder, `${query}.json`), 'utf8'));
    const bytes = new Map(Object.entries(responses).map(([variables, body]) => [variables, Buffer.from(body)]));
    const send = (reply: FastifyReply, variables: string): FastifyReply => {
      const found = bytes.get(variables);
      if (!found) throw new Error(`The register sent no response to ${query} with the variables ${variables}.`);
      return reply.type('application/json; charset=utf-8').send(found);
    };
    const url = `/static/${query}`;
    app.get<{ Querystring: { variables?: string } }>(url, { compress: false }, (request, reply) => {
      // Plain Fastify parses the parameters. The HTTP server of the register leaves that to its routes.
      const parsed = request.query.variables;
      return send(reply, parsed ?? new URL(request.url, 'http://localhost').searchParams.get('variables') ?? '');
    });
    app.post(url, { compress: false }, ({ body }: FastifyRequest<{ Body: StaticRequest | string }>, reply) => {
      // Plain Fastify parses the body. The HTTP server of the register gives its text.
      const { variables }: StaticRequest = typeof body === 'string' ? JSON.parse(body) : body;
      return send(reply, JSON.stringify(variables));
    });
  }
}
