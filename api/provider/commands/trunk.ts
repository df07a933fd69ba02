import { addTrunk, allTrunks, removeTrunk } from '../trunks.ts'
import { type Command, optional, UsageError } from './command.ts'
import { fill } from './words.ts'

/** `trunk add <name> <address>`, `trunk list`, `trunk remove <name>`: the ways to the outside world. */
export const trunk: Command = {
  options: { priority: { type: 'string' } },
  prepare(typed, { words, out, operator }) {
    const [verb, name = '', address = ''] = typed.words
    const priority = Number(optional(typed, 'priority') ?? 100)
    const needed = verb === 'add' ? [name, address] : verb === 'remove' ? [name] : []
    if (!['add', 'list', 'remove'].includes(verb ?? '') || needed.includes('') || !Number.isInteger(priority))
      throw new UsageError(words.trunk.usage)
    return async (house) => {
      if (verb === 'add') {
        const { host, port } = await addTrunk(house, { name, address, priority, operator })
        out(fill(words.trunk.added, { name, host, port }))
      } else if (verb === 'remove') {
        await removeTrunk(house, { name, operator })
        out(fill(words.trunk.removed, { name }))
      } else {
        const all = await allTrunks(house)
        if (all.length === 0) out(words.trunk.none)
        for (const { name: shown, host, port, transport, registration, priority: rank } of all) {
          // Never the secret.
          const account = registration ? `${registration.user}@` : ''
          out(`${rank}  ${shown}  sip:${account}${host}:${port};transport=${transport}`)
        }
      }
      return 0
    }
  },
}
