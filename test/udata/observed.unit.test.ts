import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { identifiersOf, type Observed, send, shapeOf, timeOf, withoutAccidents } from './replay.ts';

/**
 * The record: exchanges with the real udata 17.6.0, one per line. It is not part of this repository; where it lies
 * next to it, the fake platform is held to it.
 */
const RECORD = new URL('../../../shared/udata/observed.jsonl', import.meta.url);

/** Exchanges that the fake platform cannot answer as recorded, by their line from 0, and why. None so far. */
const EXCEPTIONS: Record<number, string> = {};

if (!existsSync(RECORD)) {
  test.skip('the record of the real udata is not here: the fake platform is not held to it', () => {});
} else {
  const observed: Observed[] = readFileSync(RECORD, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

  describe('the fake platform answers as the real udata did', () => {
    let udata: Udata;
    let time = Date.parse('2026-11-23T18:25:26Z');
    const identifiers = new Map<string, string>();

    beforeAll(async () => {
      udata = await startUdata({ clock: () => time });
      const recorded = identifiersOf(observed);
      identifiers.set(recorded.organization, udata.organizationId);
      identifiers.set(recorded.foreign, udata.seeded.foreign.id);
    });
    afterAll(() => udata.close());

    test('the record is whole', () => {
      expect(observed).toHaveLength(87);
    });

    observed.forEach((recorded, line) => {
      const run = line in EXCEPTIONS ? test.skip : test;
      run(`${line}: ${recorded.note}`, async () => {
        time = Math.max(time, timeOf(recorded) ?? 0);
        const answer = await send(udata, recorded, identifiers);
        expect({ status: answer.status, type: answer.type }).toEqual({
          status: recorded.status,
          type: recorded.content_type,
        });
        expect(shapeOf(answer.body)).toEqual(shapeOf(recorded.body));
        expect(answer.headers).toEqual(recorded.headers ?? {});
        const [ours, theirs] = [withoutAccidents(answer.body), withoutAccidents(recorded.body)];
        // Pages were recorded by their beginning only.
        if (typeof ours === 'string' && typeof theirs === 'string')
          expect(ours.slice(0, 200)).toBe(theirs.slice(0, 200));
        else expect(ours).toEqual(theirs);
        expect(JSON.stringify(shapeOf(ours))).toBe(JSON.stringify(shapeOf(theirs)));
      });
    });
  });
}
