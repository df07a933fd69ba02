import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

/**
 * Keeps a second process off a data directory: two would destroy it.
 * A socket tells the living from the dead without process ids, which containers give out again.
 */
export async function holdDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'in-use.sock')
  const server = (await listen(path)) ?? (await takeOver(path))
  if (server === undefined) throw new Error(`${directory} is in use by another process`)
  server.unref()
  return async () => {
    server.close()
    await once(server, 'close')
  }
}

async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined
  await rm(path, { force: true })
  return listen(path)
}

async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((visitor) => visitor.destroy()).listen(path)
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined
    throw error
  }
}

async function answers(path: string): Promise<boolean> {
  const visitor = connect(path)
  try {
    await once(visitor, 'connect')
    return true
  } catch {
    return false
  } finally {
    visitor.destroy()
  }
}
