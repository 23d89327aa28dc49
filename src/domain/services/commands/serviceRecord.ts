import { UrlScalar } from '../../../graphql/scalars.ts';
import { checkSlugs, checkText, type EditableRecord } from '../../../register/commands/editableRecord.ts';
import { checkOpenEntity } from '../../entities/commands/findEntity.ts';
import { Service, ServiceStatus } from '../Service.ts';

/** What the commands on services can write. */
export const serviceRecord: EditableRecord = {
  model: Service,
  table: 'service',
  fields: {
    name: {
      type: String,
      required: true,
      description: 'As end users know it; 500 characters at most.',
      updateDescription: 'As end users know it; never null.',
      check: checkText(500),
    },
    description: {
      type: String,
      description: 'What it does, in French.',
      check: checkText(),
    },
    url: {
      type: UrlScalar,
      description: 'Where end users reach it.',
      check: ({ errors, path }, given: string) => errors.url(path, given),
    },
    status: {
      type: ServiceStatus,
      required: true,
      initial: 'PLANNED',
      description: 'PLANNED if not said; not CLOSED.',
      updateDescription: 'Never null; closeService closes, and what is closed is not opened again.',
      check({ errors, path, row }, given: ServiceStatus) {
        if (given === 'CLOSED') errors.add(path, 'is CLOSED: closeService closes, and says since when');
        else if (row?.status === 'CLOSED') errors.add(path, `${row.slug} is closed and is not opened again`);
        return given;
      },
    },
    operator: {
      type: String,
      column: 'operator_id',
      description: 'The slug of the open entity that answers for it.',
      check: checkOpenEntity,
    },
    startups: {
      type: [String],
      rows: { table: 'service_startup', owner: 'service_id', keys: ['startup_id'], values: ['position'] },
      description: 'Slugs of those that build it, in order.',
      updateDescription: 'All that built it, in order: those not given are taken away.',
      check: checkSlugs('startup'),
    },
  },
};
