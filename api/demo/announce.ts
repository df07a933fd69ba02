import { outsideNumbers } from '#domain/outside-world/numbers.ts'
import { showPhoneNumber } from '#domain/phone-number.ts'
import help from '#translations/it/help.ts'
import type { Config } from '../config.ts'
import type { DemoFacts } from './open-demo.ts'

/** Says where the product is: one JSON line for scripts, or a few lines for a person. */
export function announce(facts: { json: boolean; config: Config; demo: DemoFacts | undefined }): void {
  const { json, config, demo } = facts
  if (json) {
    process.stdout.write(`${JSON.stringify(demo ? { ...demo, outsideNumbers } : { portal: config.publicUrl })}\n`)
    return
  }
  if (!demo) {
    process.stdout.write(`Office Smart WEB: ${config.publicUrl}\n`)
    return
  }
  const number = (e164: string) => showPhoneNumber(e164 as Parameters<typeof showPhoneNumber>[0])
  const user = demo.users[0]
  process.stdout.write(`
  Office Smart WEB          ${demo.portal}
  Posta e SMS della demo    ${demo.outbox}

  Amministratore            ${number(demo.admin.number)}
  ${user ? `Utente                    ${number(user.number)}\n  ` : ''}Password temporanea       ${demo.admin.temporaryPassword}

  Assistenza clienti        ${demo.provider.address}
  Operatore                 ${demo.provider.email}
  Password temporanea       ${demo.provider.temporaryPassword}

  Numeri esterni della demo, da chiamare con un telefono registrato:
${outsideNumbers.map((one) => `    ${showPhoneNumber(one.number).padEnd(16)}${help.outside[one.behaviour]}`).join('\n')}

  Segui la guida: Accedi → End user → Modificare la password → e-mail. Ctrl+C per fermare.

`)
}
