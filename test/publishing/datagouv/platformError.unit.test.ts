import { expect, test } from '@jest/globals';
import { platformErrorOf } from '../../../src/publishing/datagouv/client/platformError.ts';

test.each([
  [400, '{"errors":{"title":["Ce champ est requis."]}}', 'invalid', 'title: Ce champ est requis.'],
  [
    400,
    '{"errors":{"checksum":{"type":["non"]},"spatial":{"zones":["x"]}}}',
    'invalid',
    'checksum.type: non; spatial.zones: x',
  ],
  [400, '{"errors":{"extras":{"a":"nul"}}}', 'invalid', 'extras.a: nul'],
  [400, '{"errors":{}}', 'invalid', 'HTTP 400'],
  [400, '{"message":"\'yearly\' is not a valid UpdateFrequency"}', 'invalid', "'yearly' is not"],
  [400, '{"errors":{"page_size":"trop"},"message":"Input payload validation failed"}', 'invalid', 'page_size: trop'],
  [400, '{"success":false,"error":"Missing file parameter","message":""}', 'truncated', 'Missing file parameter'],
  [401, '{"message":"Revoked API token"}', 'key', 'Revoked API token'],
  [403, '{"message":"You do not have"}', 'forbidden', 'You do not have'],
  [404, '{"error":"Not here","status":404}', 'absent', 'Not here'],
  [410, '{"message":"Dataset has been deleted"}', 'gone', 'deleted'],
  [413, '<html><head><title>413 Request Entity Too Large</title></head></html>', 'tooLarge', '413 Request Entity'],
  [415, '{"message":"Incorrect file content type: HTML"}', 'invalid', 'HTML'],
  [423, '{"message":"currently disabled"}', 'readOnly', 'currently disabled'],
  [502, '<html><head><title>502 Bad Gateway</title></head></html>', 'unavailable', '502 Bad Gateway'],
  [500, '', 'unavailable', 'HTTP 500'],
  [400, '[1,2', 'invalid', 'HTTP 400'],
  [400, '"x"', 'invalid', 'HTTP 400'],
  [400, 'null', 'invalid', 'HTTP 400'],
])('%i %s', (status, body, kind, said) => {
  const problem = platformErrorOf('PUT /x/', status, new Headers(), body);
  expect(problem.kind).toBe(kind);
  expect(problem.message).toContain(said);
  expect(problem.message).toContain(`PUT /x/: HTTP ${status}`);
});

test('the message has the support id', () => {
  expect(platformErrorOf('GET /', 500, new Headers({ 'x-sentry-id': 'abc' }), '').message).toContain('support id abc');
});
