import type { JsonObject } from '../http/json.ts';
import { type FakeResponse, html, json } from '../http/response.ts';
import type { Fault } from './Fault.ts';

/** Error responses to requests that the platform did not execute. */
export const ERROR_RESPONSES = {
  'F1.revoked': says(401, { message: 'Revoked API token' }, { 'WWW-Authenticate': 'Bearer realm="uData"' }),
  'F1.expired': says(401, { message: 'Expired API token' }, { 'WWW-Authenticate': 'Bearer realm="uData"' }),
  'F2.forbidden': says(403, { message: 'You do not have the permission to modify that object.' }),
  'F3.nested': says(400, {
    errors: { spatial: { zones: ['Unknown geoid(s): country:zz'] }, title: ['Ce champ est requis.'] },
  }),
  'F3.strings': says(400, { errors: { extras: { a: 'Unsupported value: null' }, role: 'unknown' } }),
  'F3.empty': says(400, { errors: {} }),
  'F3.message': says(400, { message: "'yearly' is not a valid UpdateFrequency" }),
  'F4.dataset': says(404, { message: 'The requested URL was not found on the server.' }),
  'F4.resource': says(404, { message: 'Resource does not exist' }),
  'F5.gone': says(410, { message: 'Dataset has been deleted' }),
  'F6.json': says(413, { message: 'The data value transmitted exceeds the capacity limit.' }),
  'F6.html': proxySays(413, 'Request Entity Too Large'),
  'F7.type': says(415, { message: 'Incorrect file content type: HTML' }),
  'F7.extension': says(400, {
    message: 'This file type is not allowed.The allowed file type list is available at /api/1/datasets/extensions/',
  }),
  'F8.readOnly': says(423, {
    message: 'Due to security reasons, the creation of new content is currently disabled.',
  }),
  'F9.plain': proxySays(429, 'Too Many Requests'),
  'F9.seconds': proxySays(429, 'Too Many Requests', () => ({ 'Retry-After': '1' })),
  'F9.date': proxySays(429, 'Too Many Requests', (time) => ({ 'Retry-After': new Date(time + 1000).toUTCString() })),
  'F10.lost': says(500, { message: 'Internal Server Error' }, { 'X-Sentry-ID': 'f10f10f10f10f10f10f10f10f10f10f1' }),
  'F11.502': proxySays(502, 'Bad Gateway'),
  'F11.503': proxySays(503, 'Service Temporarily Unavailable'),
  'F11.504': proxySays(504, 'Gateway Time-out'),
  'F14.truncated': says(400, { success: false, error: 'Missing file parameter', message: '' }),
  'F15.chunk': says(500, { message: 'Internal Server Error' }),
  'F15.combine': says(500, { message: 'Internal Server Error' }),
} satisfies Record<string, Fault>;

function says(status: number, body: JsonObject, headers: Record<string, string> = {}): Fault {
  return () => json(status, body, headers);
}

/** The page of the web server in front, which knows nothing of JSON. */
export const proxyPage = (status: number, reason: string, headers: Record<string, string> = {}): FakeResponse =>
  html(
    status,
    `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
    headers,
  );

function proxySays(
  status: number,
  reason: string,
  headers: (time: number) => Record<string, string> = () => ({}),
): Fault {
  return ({ call }) => proxyPage(status, reason, headers(call.state.clock.time()));
}
