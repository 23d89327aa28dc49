import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { isError, statusOf } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import { readVersionToken, versionInToken } from '../../register/versionWatch/versionToken.ts';
import { PUBLIC } from '../../server/http/cacheControl.ts';
import { sendContent } from '../../server/http/sendContent.ts';
import type { Pipeline } from '../../server/pipeline/answer.ts';
import { openTransaction } from '../../server/pipeline/apiContext.ts';
import { RATE_LIMITED } from '../../server/serverErrors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sendFailure, tooManyRequestsPage } from '../site/failurePages.ts';
import type { HtmlPage } from '../site/layout.ts';
import type { Site } from '../site/Site.ts';
import { sendErrorPage, sendPage } from '../site/sendPage.ts';
import { QueryError, queryReader, type ReadQuery, unlimited } from './readQuery.ts';

/** What a page is rendered from. */
export interface PageContext {
  readonly site: Site;
  /** The parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
  readonly query: ReadQuery;
  /** Reads the same snapshot of the register as the queries. */
  readonly reader: Reader;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
  /** The version of the register. */
  readonly version: number;
}

/** The response of a page: a page, an error page, another address, or a file such as a chart. */
export type PageResult =
  | { readonly page: HtmlPage; readonly status?: 400 | 404 | undefined }
  | { readonly redirectTo: string }
  | { readonly file: string | Buffer; readonly mediaType: string };

export type RenderPage = (context: PageContext) => Promise<PageResult>;

/**
 * Serves the pages that queries of the API describe. A page is rendered once per version of the register, day and URL: requests
 * at the same time share it. Every page of one request reads one snapshot of the register.
 */
export class PageServer {
  readonly #site: Site;
  readonly #pool: Pool;
  readonly #pipeline: Pipeline;
  readonly #results = new LRUCache<string, PageResult, () => Promise<PageResult>>({
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: sizeOf,
    fetchMethod: (_key, _stale, { context: render }) => render(),
  });

  constructor(site: Site, pool: Pool, pipeline: Pipeline) {
    this.#site = site;
    this.#pool = pool;
    this.#pipeline = unlimited(pipeline);
  }

  /** Registers a route, with and without a trailing slash. @param render see {@link RenderPage}. */
  serve(app: FastifyInstance, url: string, render: RenderPage): void {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        return await this.#send(request, reply, await this.#resultOf(request, reply, render));
      } catch (error) {
        return this.#sendFailure(request, reply, error);
      }
    };
    for (const each of url.endsWith('/') || url.includes('.') ? [url] : [url, `${url}/`]) app.get(each, handler);
  }

  async #resultOf(request: FastifyRequest, reply: FastifyReply, render: RenderPage): Promise<PageResult> {
    const [versionToken, today] = [await readVersionToken(this.#pool), todayInParis()];
    const version = versionInToken(versionToken);
    const key = JSON.stringify([versionToken, today, request.url]);
    const own: { result?: Promise<PageResult> } = {};
    const context = () => {
      own.result = this.#render(request, reply, render, { today, version });
      return own.result;
    };
    // The failure of another request, such as its rate limit or its disconnection, is not that of this one.
    const result = await this.#results.fetch(key, { context }).catch(() => own.result ?? context());
    if (!result) throw new Error('the cache of pages returned nothing');
    return result;
  }

  /** Charges the client a point, as for a request of the API. */
  async #render(
    request: FastifyRequest,
    reply: FastifyReply,
    render: RenderPage,
    register: Pick<PageContext, 'today' | 'version'>,
  ): Promise<PageResult> {
    const scope = {
      request,
      reply,
      admission: { ...(await this.#pipeline.limits.admit(request, reply)), actor: null },
    };
    const transaction = openTransaction(this.#pipeline, scope);
    try {
      return await render({
        ...register,
        site: this.#site,
        path: pathParameters(request),
        parameters: new URL(request.url, 'http://localhost').searchParams,
        query: queryReader(this.#pipeline, scope, transaction, register.today),
        reader: transaction.current,
      });
    } finally {
      await transaction.close();
    }
  }

  #send(request: FastifyRequest, reply: FastifyReply, result: PageResult): FastifyReply {
    if ('redirectTo' in result) return reply.redirect(this.#site.link(result.redirectTo), 301);
    if ('file' in result) {
      return sendContent(request, reply, { content: result.file, mediaType: result.mediaType, cacheControl: PUBLIC });
    }
    const { page, status } = result;
    return status === undefined
      ? sendPage(request, reply, this.#site, page)
      : sendErrorPage(reply, this.#site, status, page);
  }

  #sendFailure(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    if (isError(error, RATE_LIMITED)) return sendErrorPage(reply, this.#site, 429, tooManyRequestsPage(this.#site));
    const isTemporary = error instanceof QueryError && error.codes.some((code) => statusOf(code) === 503);
    return sendFailure(request, reply, this.#site, error, isTemporary);
  }
}

/** The characters of all cached pages: some hundred pages. */
const CACHED_CHARACTERS = 20_000_000;

function sizeOf(result: PageResult): number {
  if ('page' in result) return 1 + String(result.page.main).length;
  return 'file' in result ? 1 + result.file.length : 1;
}

function pathParameters({ params }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(Object(params)).map(([name, value]) => [name, String(value)]));
}
