import { json, noContent, redirect } from '../http/response.ts';
import { delivered, type Fault } from './Fault.ts';

const nothing = noContent();

/** What happens to the answer on its way. Whether the work was done is in the name, and invisible to the client. */
export const NETWORK = {
  /** The file was stored, and the server fell while saying so. */
  'F10.stored': ({ proceed }) => {
    proceed();
    return json(500, { message: 'Internal Server Error' });
  },
  'F11.504.done': ({ proceed }) => {
    proceed();
    return json(504, { message: 'Gateway Time-out' });
  },
  'F12.reset': () => delivered(nothing, { kind: 'cut', at: 'before headers' }),
  'F12.reset.done': ({ proceed }) => delivered(proceed(), { kind: 'cut', at: 'before headers' }),
  'F12.afterHeaders': ({ proceed }) => delivered(proceed(), { kind: 'cut', at: 'after headers' }),
  'F12.midBody': ({ proceed }) => delivered(proceed(), { kind: 'cut', at: 'mid body' }),
  'F12.slowHeaders': ({ proceed, delayMs }) => delivered(proceed(), { kind: 'late', ms: delayMs }),
  'F12.drip': ({ proceed, delayMs }) => delivered(proceed(), { kind: 'drip', ms: delayMs }),
  /** All bytes arrived, the resource exists, and no answer ever comes. */
  'F13.noAnswer': ({ proceed }) => delivered(proceed(), { kind: 'never' }),
  'F19.path': ({ call }) => redirect(308, moved(call.path, call.query)),
  'F19.host': ({ call }) =>
    redirect(308, call.state.url.replace('127.0.0.1', 'localhost') + moved(call.path, call.query)),
  'F25.gzip': ({ proceed }) => delivered(proceed(), { kind: 'packed', as: 'gzip' }),
  'F25.br': ({ proceed }) => delivered(proceed(), { kind: 'packed', as: 'br' }),
  'F25.chunked': ({ proceed }) => delivered(proceed(), { kind: 'chunked' }),
  'F25.close': ({ proceed }) => delivered(proceed(), { kind: 'last of its connection' }),
} satisfies Record<string, Fault>;

/** Where the redirected calls go: the same platform, under another path, where no fault waits. */
export const MOVED = '/moved';

const moved = (path: string, query: URLSearchParams) => `${MOVED}${path}${query.size === 0 ? '' : `?${query}`}`;
