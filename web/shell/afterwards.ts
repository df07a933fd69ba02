/** After the page’s own work is done, also on a slow telephone. */
const quiet = 4_000

/** Safari has no idle callback: a pause will do. */
const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve)
    else setTimeout(resolve, 200)
  })

/**
 * Fetches what may be opened on this page, so that it opens at once: one after the other, each when nothing else is
 * to be done, because together they would hold up a telephone. Nobody waits: should one fail, opening it tries
 * again. Answers how to leave it.
 */
export function fetchAfterwards(loads: readonly (() => Promise<unknown>)[]): () => void {
  let left = false
  const timer = setTimeout(async () => {
    for (const load of loads) {
      await idle()
      if (left) return
      await load().catch(() => {})
    }
  }, quiet)
  return () => {
    left = true
    clearTimeout(timer)
  }
}
