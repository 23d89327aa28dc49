import { Counter, type Registry } from 'prom-client';

/** The counters that have another name since an earlier release: former name to name. An entry stays for one release. */
export const FORMER_METRICS: Readonly<Record<string, string>> = {
  registre_kept_answers_total: 'registre_response_cache_hits_total',
  registre_worker_restarts_total: 'registre_embedded_database_restarts_total',
};

/** Exposes each counter of {@link FORMER_METRICS} under its former name too, with the same values. */
export function exposeFormerMetrics(registry: Registry): void {
  for (const [formerName, name] of Object.entries(FORMER_METRICS)) {
    new Counter({
      name: formerName,
      help: `Deprecated: use ${name}.`,
      registers: [registry],
      async collect() {
        const metric = await registry.getSingleMetric(name)?.get();
        this.reset();
        for (const { value } of metric?.values ?? []) this.inc(value);
      },
    });
  }
}
