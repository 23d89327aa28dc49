import { UrlScalar } from '../../../graphql/scalars.ts';
import { field, type InputOf, NestedInput } from '../../../register/commands/defineCommand.ts';
import { checkText, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import type { Values } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { excerpt } from '../../../values/text.ts';
import { Entity } from '../Entity.ts';
import { EntityKind } from '../EntityKind.ts';
import { checkOpenEntity } from './findEntity.ts';

const entityIdentifierInput = new NestedInput('EntityIdentifierInput', 'What another register calls an entity.', {
  scheme: field(String, 'The other register, such as `siren`; 100 characters at most.'),
  value: field(String, 'The identifier there, which no other entity has; 200 characters at most.'),
});

type IdentifierInput = InputOf<(typeof entityIdentifierInput)['fields']>;

/** What the commands on entities can write. */
export const entityRecord: EditableRecord = {
  model: Entity,
  table: 'entity',
  fields: {
    name: {
      type: String,
      required: true,
      description: 'In full; 500 characters at most.',
      updateDescription: 'In full; never null.',
      check: checkText(500),
    },
    acronym: {
      type: String,
      description: 'The short name, if it has one.',
      updateDescription: 'The short name.',
      check: checkText(500),
    },
    kind: {
      type: EntityKind,
      required: true,
      description: 'What sort of organisation it is.',
      updateDescription: 'What sort of organisation; never null.',
      check: (_ctx, given: EntityKind) => given,
    },
    ministryDomain: {
      type: String,
      column: 'ministry_domain',
      description: 'The field of government it belongs to.',
      check: checkText(500),
    },
    website: {
      type: UrlScalar,
      description: 'Its public site.',
      check: ({ errors, path }, given: string) => errors.url(path, given),
    },
    contact: {
      type: String,
      description: 'Such as `contact@…` or `equipe@…`; the address of a person is refused.',
      check: ({ errors, path }, given: string) => errors.mailbox(path, given),
    },
    parent: {
      type: String,
      column: 'parent_id',
      description: 'The slug of the open entity it is part of; none at the top of the tree.',
      updateDescription: 'The slug of the open entity it goes under, with all that is below it; null: to the top.',
      check: checkOpenEntity,
    },
    identifiers: {
      type: [entityIdentifierInput],
      rows: { table: 'entity_identifier', owner: 'entity_id', keys: ['scheme', 'value'], values: [] },
      description: 'What other registers call it.',
      updateDescription: 'All of them: those not given are taken away.',
      async check({ writer, errors, path: list, row: entity }, given: readonly IdentifierInput[]) {
        const rows: Values[] = [];
        const seen = new Set<string>();
        for (const [at, each] of errors.list(list, given).entries()) {
          const path = `${list}[${at}]`;
          const row = {
            scheme: errors.text(`${path}.scheme`, each.scheme, 100),
            value: errors.text(`${path}.value`, each.value, 200),
          };
          const text = JSON.stringify([row.scheme, row.value]);
          if (seen.has(text)) errors.add(path, 'is given twice');
          seen.add(text);
          const other = await writer.row<{ slug: string }>(
            sql`SELECT slug FROM entity JOIN entity_identifier i ON i.entity_id = entity.id
              WHERE i.scheme = ${value(row.scheme)} AND i.value = ${value(row.value)} AND entity.id <> ${value(entity?.id ?? 0)}`,
          );
          if (other) errors.add(path, `${excerpt(`${row.scheme} ${row.value}`, 60)} is that of ${other.slug}`);
          rows.push(row);
        }
        return rows;
      },
    },
  },
};
