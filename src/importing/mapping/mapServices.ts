import type { ServiceStatus } from '../../domain/services/ServiceStatus.ts';
import type { PhaseName } from '../../domain/startups/lifecycle.ts';
import type { DesiredService, DesiredStartup } from '../desired.ts';

/** What end users reach: a startup with a website gives a service of the same slug, name and pitch. */
export function mapServices(startups: readonly DesiredStartup[]): DesiredService[] {
  return startups.flatMap(({ slug, name, pitch, phases, links }): DesiredService[] => {
    const website = links.find(({ kind }) => kind === 'WEBSITE');
    if (website === undefined) return [];
    return [
      {
        sourceId: `service/${slug}`,
        // The source has no row of its own for a service: this is the part of the startup's that it comes from.
        record: { startup: slug, name, pitch, link: website.url },
        slug,
        name,
        description: pitch,
        url: website.url,
        status: statusOf(phases.at(-1)?.name),
        // The source tells who pays for a startup, not who operates its service.
        operator: null,
        startups: [slug],
      },
    ];
  });
}

const STATUS_IN: Readonly<Record<PhaseName, ServiceStatus>> = {
  INVESTIGATION: 'IN_INCUBATION',
  CONSTRUCTION: 'IN_INCUBATION',
  ACCELERATION: 'IN_INCUBATION',
  CONSOLIDATION: 'IN_INCUBATION',
  REINTEGRATION: 'IN_INCUBATION',
  OPERATED: 'LIVE',
  TRANSFERRED: 'LIVE',
  ABANDONED: 'CLOSED',
  ABANDONED_AT_INVESTIGATION: 'CLOSED',
};

/** By the current phase, the last begun, whatever today's date is: the same input always gives the same service. */
function statusOf(current: PhaseName | undefined): ServiceStatus {
  return current === undefined ? 'PLANNED' : STATUS_IN[current];
}
