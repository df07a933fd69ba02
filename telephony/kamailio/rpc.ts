import { request } from 'node:http'

/** Kamailio's commands: JSON-RPC over HTTP on its loopback listener (module jsonrpcs). */
export type Rpc = <Answer = unknown>(method: string, ...params: readonly (string | number)[]) => Promise<Answer>

/** Kamailio understood and refused, for example because an entry is not there. */
export class RpcRefused extends Error {}

export function createRpc(port: number, secret: string): Rpc {
  return async <Answer>(method: string, ...params: readonly (string | number)[]) => {
    const text = await post(port, `/rpc/${secret}`, JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }))
    const answer = JSON.parse(text) as { result?: Answer; error?: { message: string } }
    if (answer.error) throw new RpcRefused(`${method}: ${answer.error.message}`)
    return answer.result as Answer
  }
}

/** A connection for each: Kamailio closes its end after an answer without saying so, and one kept would fail at its next use. */
function post(port: number, path: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, method: 'POST', agent: false, timeout: 3_000 },
      async (response) => {
        try {
          const pieces: Buffer[] = []
          for await (const piece of response) pieces.push(piece as Buffer)
          resolve(Buffer.concat(pieces).toString('utf8'))
        } catch (error) {
          reject(error)
        }
      },
    )
    asking.on('timeout', () => asking.destroy(new Error('Kamailio does not answer')))
    asking.on('error', reject)
    asking.end(body)
  })
}
