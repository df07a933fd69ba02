import type { OutsideWorldConfig } from './config.ts'
import { type Endpoint, openEndpoint } from './endpoint.ts'
import { behaviourOf } from './numbers.ts'
import { persons } from './persons.ts'

/** Opens the outside world: everybody in `numbers.ts` can be called from now on. */
export async function openWorld(
  config: OutsideWorldConfig,
  log: (event: string, facts: object) => void = () => undefined,
): Promise<Endpoint> {
  const endpoint: Endpoint = await openEndpoint({
    ...config,
    onCall: (call) => {
      const found = behaviourOf(call.dialled)
      log('call', { dialled: call.dialled, caller: call.caller, behaviour: found?.behaviour ?? null })
      if (found === undefined) return call.refuse(404, 'Not Found')
      persons[found.behaviour](call, found.number, { endpoint: () => endpoint, log }).catch((error) =>
        log('call-failed', { dialled: call.dialled, reason: error instanceof Error ? error.message : String(error) }),
      )
    },
  })
  return endpoint
}
