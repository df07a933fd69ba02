import type { SipUser } from '../call-engine.ts'
import type { MemoryCall, MemoryEngine, MemoryRing } from './engine.ts'

/** A person at a phone of the memory engine, in the words of the promise's dialogues. */
export async function memoryPhone(engine: MemoryEngine, user: SipUser, secret: string) {
  const phone = await engine.connect(user, secret)
  const waiting: MemoryRing[] = []
  let hope: ((ring: MemoryRing) => void) | undefined
  phone.onRing = (ring) => {
    if (hope) hope(ring)
    else waiting.push(ring)
    hope = undefined
  }
  return {
    calls: async (dialled: string) => outgoing(phone.call(dialled)),
    rings(within = 5_000) {
      const ring = waiting.shift()
      if (ring) return Promise.resolve(incoming(ring))
      return new Promise<ReturnType<typeof incoming>>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${user.user} does not ring`)), within)
        hope = (ringing) => {
          clearTimeout(late)
          resolve(incoming(ringing))
        }
      })
    },
    async staysQuiet(during: number) {
      await new Promise((resolve) => setTimeout(resolve, during))
      if (waiting.length > 0) throw new Error(`${user.user} rings`)
    },
    leaves: async () => phone.disconnect(),
  }
}

function outgoing(call: MemoryCall) {
  return {
    caller: { name: '', number: '' },
    answers: async () => {
      throw new Error('The caller cannot answer')
    },
    refuses: async () => call.hangUp(),
    isAnswered: () => call.answered,
    ends: () => call.over,
    hangsUp: async () => {
      call.hangUp()
      await call.over
    },
  }
}

function incoming(ring: MemoryRing) {
  const silent = new Promise<undefined>((resolve) => {
    if (ring.gone.aborted) resolve(undefined)
    ring.gone.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  return {
    caller: { name: ring.name, number: ring.number },
    answers: async () => ring.answer(),
    refuses: async (code: number) => ring.refuse(code),
    isAnswered: async () => undefined,
    ends: () => Promise.race([ring.over, silent]),
    hangsUp: async () => ring.hangUp(),
  }
}
