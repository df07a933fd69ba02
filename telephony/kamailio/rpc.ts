/** Kamailio's commands: JSON-RPC over HTTP on its loopback listener (module jsonrpcs). */
export type Rpc = <Answer = unknown>(method: string, ...params: readonly (string | number)[]) => Promise<Answer>

/** Kamailio understood and refused, for example because an entry is not there. */
export class RpcRefused extends Error {}

export function createRpc(port: number, secret: string): Rpc {
  return async <Answer>(method: string, ...params: readonly (string | number)[]) => {
    const response = await fetch(`http://127.0.0.1:${port}/rpc/${secret}`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(3_000),
    })
    const answer = (await response.json()) as { result?: Answer; error?: { message: string } }
    if (answer.error) throw new RpcRefused(`${method}: ${answer.error.message}`)
    return answer.result as Answer
  }
}
