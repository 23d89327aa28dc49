import { expect, test } from '@jest/globals';
import { firstDay, phaseInForce } from '../../src/domain/startups/startupState.ts';
import { startupsListing } from '../../src/domain/startups/startupsListing.ts';
import { whereOf } from '../../src/graphql/filters/filter.ts';
import type { JoinedValue } from '../../src/graphql/filters/joinedValue.ts';
import { fill, statement } from '../../src/sql/sql.ts';

const textOf = (filter: object, joined: JoinedValue) =>
  statement(fill(whereOf(startupsListing, filter, joined), { self: 't', arguments: { on: '2026-01-01' } })).text;

test.each<[string, object, JoinedValue, string]>([
  ['a phase', { phase: ['ACCELERATION'] }, phaseInForce.startedOn, '(p.name = ANY($1::phase_name[]))'],
  ['an active phase', { isActive: true }, phaseInForce.startedOn, "(p.name IN ('INVESTIGATION', 'CONSTRUCTION', "],
  ['an end', { phaseEndedOn: { lte: '2027-01-01' } }, phaseInForce.endedOn, '((p.ended_on <= $1::date))'],
  ['a first day', { startedOn: { gte: '2020-01-01' } }, firstDay, '((p.first_day >= $1::date))'],
])('a condition on the joined row is a test of that row: %s', (_, filter, joined, expected) => {
  expect(textOf(filter, joined).slice(0, expected.length)).toBe(expected);
});

test.each<[string, object, JoinedValue]>([
  ['another row', { phase: ['ACCELERATION'] }, firstDay],
  ['the row with a known end', { phase: ['ACCELERATION'] }, phaseInForce.endedOn],
  ['false', { isActive: false }, phaseInForce.startedOn],
  ['not', { not: { phase: ['ACCELERATION'] } }, phaseInForce.startedOn],
  ['or', { or: [{ phase: ['ACCELERATION'] }, { isActive: true }] }, phaseInForce.startedOn],
])('other conditions stay an EXISTS: %s', (_, filter, joined) => {
  expect(textOf(filter, joined)).toContain('EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND ');
});
