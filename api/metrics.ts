import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus figures, served only by the private listener (`METRICS_PORT`). */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'osw_http_request_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['route', 'status'] as const,
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
      registers: [registry],
    }),
    signIns: new Counter({
      name: 'osw_sign_ins_total',
      help: 'Sign-in attempts by outcome',
      labelNames: ['outcome'] as const,
      registers: [registry],
    }),
    hashesWaiting: new Gauge({
      name: 'osw_hashes_waiting',
      help: 'Password checks waiting for their turn',
      registers: [registry],
    }),
    letters: new Counter({
      name: 'osw_letters_total',
      help: 'Letters by outcome',
      labelNames: ['outcome'] as const,
      registers: [registry],
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
