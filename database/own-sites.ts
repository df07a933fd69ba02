import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * An administrator may answer for some sites of the company only (spec/product 3.1). The guard says so once, before the
 * handler runs; every company transaction of that request then carries the sites to the database, whose row-level
 * security shows no line of the others. No handler can forget it, and none has to think of it.
 */
const limited = new AsyncLocalStorage<readonly string[]>()

/** Runs `work` limited to these sites; an empty list leaves nothing but the viewer's own line. */
export const withinSites = <T>(sites: readonly string[], work: () => T): T => limited.run(sites, work)

/** The sites this asynchronous thread is limited to; undefined: it is not. */
export const ownSites = (): readonly string[] | undefined => limited.getStore()
