import autocannon from 'autocannon'

export type Figures = {
  perSecond: number
  p50: number
  p95: number
  p99: number
  errors: number
  byStatus: Record<string, number>
  bytesEach: number
}

export type Load = {
  url: string
  connections?: number
  seconds?: number
  headers?: Record<string, string>
  method?: 'GET' | 'POST'
  /** Called for every request; lets each one differ. */
  each?: (n: number) => { path: string; body?: string; headers?: Record<string, string> }
}

/** Drives one address (loopback only) with a fixed number of connections for a bounded time. */
export async function drive(load: Load): Promise<Figures> {
  const { hostname } = new URL(load.url)
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') throw new Error('Load goes to this machine only')
  const each = load.each
  let n = 0
  const latencies: number[] = []
  const byStatus: Record<string, number> = {}
  const options: autocannon.Options = {
    url: load.url,
    connections: load.connections ?? 8,
    duration: load.seconds ?? 10,
    method: load.method ?? 'GET',
    ...(load.headers ? { headers: load.headers } : {}),
    ...(each
      ? {
          requests: [
            {
              setupRequest: (request: autocannon.Request) => {
                const next = each(n++)
                return {
                  ...request,
                  path: next.path,
                  ...(next.body === undefined ? {} : { body: next.body }),
                  headers: { ...load.headers, ...next.headers },
                }
              },
            },
          ],
        }
      : {}),
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)))
    // Percentiles are taken from every answer: the library rounds to whole milliseconds.
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
      byStatus[status] = (byStatus[status] ?? 0) + 1
    })
  })
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0) * 10) / 10
  return {
    perSecond: Math.round(latencies.length / result.duration),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors: result.errors + result.timeouts,
    byStatus,
    bytesEach: Math.round(result.throughput.total / Math.max(1, latencies.length)),
  }
}
