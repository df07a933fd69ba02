import { Problem } from '#domain/problem.ts'
import { Refusal } from '#domain/provider/refusal.ts'
import { addStaff } from '../staff/people.ts'
import { type Command, choice, required } from './command.ts'
import { fill } from './words.ts'

const roles = ['desk', 'activation', 'supervisor'] as const

/** `staff-add --email … --name … --role …`: the first account at the provider's desk; others are added there. */
export const staffAdd: Command = {
  options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
  prepare(typed, console) {
    const { words, out, operator } = console
    const email = required(typed, 'email', console)
    const name = required(typed, 'name', console)
    const role = choice(typed, 'role', roles, 'supervisor', console)
    return async (house) => {
      const added = await addStaff(house, { email, name, role }, { operator }).catch((error: unknown) => {
        const code = error instanceof Problem ? error.code : ''
        if (code === 'email.invalid') throw new Refusal('email-invalid', { value: email })
        if (code === 'staff.email-taken') throw new Refusal('staff-email-taken', { value: email })
        throw error
      })
      out(fill(words.staffAdded.done, { email: added.email }))
      out(fill(words.staffAdded.password, { password: added.temporaryPassword }))
      return 0
    }
  },
}
