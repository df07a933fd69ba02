import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether nobody listens there, on UDP and on TCP. */
export async function isFree(address: string, port: number): Promise<boolean> {
  return (await tcpIsFree(address, port)) && (await udpIsFree(address, port))
}

/** A machine may have no IPv6, a container no address of that name. */
export async function hasAddress(address: string): Promise<boolean> {
  return udpIsFree(address, 0)
}

const [first, count] = [29_000, 3_700]
let given = 0

/**
 * A port below those the kernel hands out, given to nobody else on this machine while this process lives: a port looks free
 * until somebody listens there, and two Kamailios on one UDP port would take each other's calls.
 */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < count; tries++) {
    const port = first + ((process.pid * 61 + given) % count)
    given += 1
    if ((await isFree(address, port)) && (await reserve(`port-${port}`))) return port
  }
  throw new Error(`No port between ${first} and ${first + count} is free`)
}

/** Whether nobody on this machine has that name: one in the kernel (unix(7), abstract sockets), which ends with the process. */
export async function reserve(name: string): Promise<boolean> {
  const server = createServer().unref()
  const listening = once(server, 'listening')
  server.listen(`\0office-smart-${name}`)
  return listening.then(
    () => true,
    () => false,
  )
}

async function tcpIsFree(host: string, port: number): Promise<boolean> {
  const server = createServer()
  const listening = once(server, 'listening')
  server.listen({ host, port, exclusive: true })
  try {
    await listening
    server.close()
    await once(server, 'close')
    return true
  } catch {
    return false
  }
}

async function udpIsFree(address: string, port: number): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  const listening = once(socket, 'listening')
  socket.bind({ address, port, exclusive: true })
  try {
    await listening
    return true
  } catch {
    return false
  } finally {
    socket.close()
  }
}
