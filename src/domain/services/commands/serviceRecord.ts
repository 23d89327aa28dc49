import { UrlScalar } from '../../../graphql/scalars.ts';
import { checkName, checkSlugs, checkText, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import { checkOpenEntity } from '../../entities/commands/findEntity.ts';
import { Service, ServiceStatus } from '../Service.ts';

/** The fields that the commands on services write. */
export const serviceRecord: EditableRecord = {
  model: Service,
  table: 'service',
  fields: {
    name: {
      type: String,
      required: true,
      description: 'The name that end users know, at most 500 characters.',
      updateDescription: 'The name that end users know, at most 500 characters. Null is not allowed.',
      check: checkName,
    },
    description: {
      type: String,
      description: 'The purpose of the service, in French, at most 10,000 characters.',
      check: checkText,
    },
    url: {
      type: UrlScalar,
      description: 'The address of the service for its end users.',
      check: ({ errors, path }, given: string) => errors.url(path, given),
    },
    status: {
      type: ServiceStatus,
      required: true,
      initial: 'PLANNED',
      description: 'The status, except `CLOSED`.',
      updateDescription:
        'The status. Null and `CLOSED` are not allowed: use `closeService`. A closed service cannot be opened again.',
      check({ errors, path, row }, given: ServiceStatus) {
        if (given === 'CLOSED') errors.add(path, 'must not be CLOSED: use closeService, which records the last day');
        else if (row?.status === 'CLOSED')
          errors.add(path, `cannot change: ${row.slug} is closed, and a closed service cannot be opened again`);
        return given;
      },
    },
    operator: {
      type: String,
      column: 'operator_id',
      description: 'The slug of the open entity that operates the service.',
      check: checkOpenEntity,
    },
    startups: {
      type: [String],
      rows: { table: 'service_startup', owner: 'service_id', keys: ['startup_id'], values: ['position'] },
      description: 'The slugs of the startups that build the service, in order.',
      updateDescription:
        'The slugs of all startups that built the service, in order. Startups that are left out are removed.',
      check: checkSlugs('startup'),
    },
  },
};
