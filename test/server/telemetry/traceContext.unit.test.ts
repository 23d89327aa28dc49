import { expect, test } from '@jest/globals';
import { traceContextOf } from '../../../src/server/telemetry/traceContext.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test.each([
  [`00-${TRACE}-${SPAN}-01`, true],
  [`00-${TRACE}-${SPAN}-00`, false],
  [`00-${TRACE}-${SPAN}-ff`, true],
  [`cc-${TRACE}-${SPAN}-01`, true],
  [`cc-${TRACE}-${SPAN}-01-what-is-to-come`, true],
])('a valid traceparent continues the trace: %s', (traceparent, sampled) => {
  expect(traceContextOf({ traceparent })).toEqual({ traceId: TRACE, parent: { spanId: SPAN, sampled, state: null } });
});

test.each([
  [undefined],
  [''],
  [`ff-${TRACE}-${SPAN}-01`],
  [`00-${TRACE}-${SPAN}-01-more`],
  [`00-${TRACE}-${SPAN}-1`],
  [`00-${TRACE.toUpperCase()}-${SPAN}-01`],
  [`00-${'0'.repeat(32)}-${SPAN}-01`],
  [`00-${TRACE}-${'0'.repeat(16)}-01`],
  [`00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
  [`cc-${TRACE}-${SPAN}-01.more`],
  [`00-${TRACE}-${SPAN}-0g`],
])('an invalid traceparent starts a new trace: %s', (traceparent) => {
  const { traceId, parent } = traceContextOf({ traceparent });
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect({ same: traceId === TRACE, parent }).toEqual({ same: false, parent: null });
});

test('the tracestate of the client is kept, unless it is too long', () => {
  const traceparent = `00-${TRACE}-${SPAN}-01`;
  expect(traceContextOf({ traceparent, tracestate: 'a=1,b=2' }).parent?.state).toBe('a=1,b=2');
  expect(traceContextOf({ traceparent, tracestate: `a=${'1'.repeat(600)}` }).parent?.state).toBeNull();
});
