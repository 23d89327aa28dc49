import { DateScalar, UrlScalar } from '../../../graphql/scalars.ts';
import { field, type InputOf, NestedInput } from '../../../register/commands/defineCommand.ts';
import { checkName, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import type { Values } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { TEXT } from '../../../values/acceptance/texts.ts';
import { excerpt } from '../../../values/text.ts';
import { Entity } from '../Entity.ts';
import { EntityKind } from '../EntityKind.ts';
import { checkOpenEntity } from './findEntity.ts';

const entityIdentifierInput = new NestedInput(
  'EntityIdentifierInput',
  'The identifier of an entity in another register.',
  {
    scheme: field(String, 'The name of the other register, such as `siren`, at most 100 characters.'),
    value: field(String, 'The identifier in that register, unique among entities, at most 200 characters.'),
  },
);

/** The form of a postal address. */
const ADDRESS = { ...TEXT, maximum: 500 };

type IdentifierInput = InputOf<(typeof entityIdentifierInput)['fields']>;

/** The fields that the commands on entities write. */
export const entityRecord: EditableRecord = {
  model: Entity,
  table: 'entity',
  fields: {
    name: {
      type: String,
      required: true,
      description: 'The full name, at most 500 characters.',
      updateDescription: 'The full name, at most 500 characters. Null is not allowed.',
      check: checkName,
    },
    acronym: {
      type: String,
      description: 'The short name, at most 500 characters.',
      check: checkName,
    },
    kind: {
      type: EntityKind,
      required: true,
      description: 'The kind of organisation.',
      updateDescription: 'The kind of organisation. Null is not allowed.',
      check: (_ctx, given: EntityKind) => given,
    },
    ministryDomain: {
      type: String,
      column: 'ministry_domain',
      description: 'The ministry domain, in the words of beta.gouv.fr, at most 500 characters.',
      check: checkName,
    },
    website: {
      type: UrlScalar,
      description: 'The public website.',
      check: ({ errors, path }, given: string) => errors.url(path, given),
    },
    contact: {
      type: String,
      description:
        'A generic mailbox, such as `contact@…` or `equipe@…`. The address of a person is rejected with `INPUT_INVALID`.',
      check: ({ errors, path }, given: string) => errors.mailbox(path, given),
    },
    address: {
      type: String,
      description: 'The postal address, at most 500 characters.',
      check: ({ errors, path }, given: string) => errors.text(path, given, ADDRESS),
    },
    repositories: {
      type: UrlScalar,
      description: 'The page of its public source code, such as its account at GitHub.',
      check: ({ errors, path }, given: string) => errors.url(path, given),
    },
    openedOn: {
      type: DateScalar,
      column: 'opened_on',
      description: 'The first day. It must not be after the last day.',
      check({ errors, path, row }, given: string) {
        if (row?.closed_on && row.closed_on < given)
          errors.add(path, `${given} is after the last day (${row.closed_on})`);
        return given;
      },
    },
    parent: {
      type: String,
      column: 'parent_id',
      description: 'The slug of the open entity directly above. Default: the entity is at the top of the tree.',
      updateDescription:
        'The slug of the open entity that the entity moves below, with its descendants. Null moves it to the top of the tree.',
      check: checkOpenEntity,
    },
    identifiers: {
      type: [entityIdentifierInput],
      rows: { table: 'entity_identifier', owner: 'entity_id', keys: ['scheme', 'value'], values: [] },
      description: 'The identifiers of the entity in other registers.',
      updateDescription: 'All identifiers of the entity in other registers. Identifiers that are left out are removed.',
      async check({ writer, errors, path: list, row: entity }, given: readonly IdentifierInput[]) {
        const rows: Values[] = [];
        const seen = new Set<string>();
        for (const [at, each] of errors.list(list, given).entries()) {
          const path = `${list}[${at}]`;
          const row = errors.identifier(path, each);
          const text = JSON.stringify([row.scheme, row.value]);
          if (seen.has(text)) errors.add(path, 'is given twice');
          seen.add(text);
          const other = await writer.row<{ slug: string }>(
            sql`SELECT slug FROM entity JOIN entity_identifier i ON i.entity_id = entity.id
              WHERE i.scheme = ${value(row.scheme)} AND i.value = ${value(row.value)} AND entity.id <> ${value(entity?.id ?? 0)}`,
          );
          if (other)
            errors.add(path, `${excerpt(`${row.scheme} ${row.value}`, 60)} is already an identifier of ${other.slug}`);
          rows.push(row);
        }
        return rows;
      },
    },
  },
};
