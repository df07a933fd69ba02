import { expect, test } from '@playwright/test'
import { openClient, problemOf } from '../client.ts'
import { temporaryPasswordIn } from '../company-file.ts'
import { openHouse } from '../house.ts'
import { choosePassword, opens, signIn, wholeActivity } from '../person.ts'
import { codeIn } from '../post-office.ts'

/** Guide 2.4, last paragraph; spec/security 2.9 and R15. */

const password = 'tramonto zaino pinguino ferro'
const newPassword = 'lanterna gomito sabbia violino'
const contact = 'g.ferrero@arredicanavese.example'
const address = 'giulia.ferrero@arredicanavese.example'
/** The other administrator of the demo: activated with an address that she confirms here. */
const colleague = { number: '011 555 7130', address: 'giada.martini@arredicanavese.example' }

test('Password scaduta e nessuna e-mail: l’Amministratore chiama il 1928', async () => {
  test.setTimeout(300_000)
  const house = await openHouse({ TRUSTED_PROXIES: '127.0.0.1', HASH_BUDGET: '0' })
  try {
    const { number, temporaryPassword } = house.admin
    // The first access stopped before the e-mail.
    expect(await choosePassword(openClient(house), house.admin, password)).toMatchObject({
      session: { state: 'gate', step: 'add-email' },
    })
    // The colleague did all of it.
    const other = openClient(house)
    await choosePassword(other, { number: colleague.number, temporaryPassword }, newPassword)
    const proof = await house.letterTo(colleague.address, /^Conferma il tuo indirizzo/)
    await other.call('POST /api/email/verify', { body: { code: codeIn(proof) } })

    const yearLater = { CLOCK_OFFSET: 'P366D' }
    await house.restart(yearLater)
    const late = openClient(house)
    expect(await signIn(late, number, password)).toEqual({ result: 'expired', reset: 'support', maskedEmail: null })
    expect(await late.call('GET /api/session')).toMatchObject({ state: 'anonymous' })
    // Whoever does not know the password learns nothing of this.
    expect(await problemOf(signIn(openClient(house), number, 'sbagliata sbagliata'))).toBe('sign-in.refused')
    const letters = (await house.letters()).length
    await late.call('POST /api/password/reset-request', { body: { number } })

    const restore = (...words: string[]) =>
      house.command(['support-restore', '0125 555 049', '--email', address, ...words], yearLater)
    const people = ['--requested-by', 'm.rossi', '--approved-by', 'a.bianchi']
    const running = await restore('--ticket', 'T-1928', ...people)
    expect(running).toMatchObject({ code: 3, out: '' })
    expect(running.err).toContain('spegnilo e ripeti il comando')
    await house.stop()
    const alone = await restore('--ticket', 'T-1928', '--requested-by', 'm.rossi', '--approved-by', 'M. Rossi')
    expect(alone).toEqual({
      code: 1,
      out: '',
      err: 'Chi approva deve essere una persona diversa da chi richiede.\n',
    })
    expect((await restore(...people)).code).toBe(2)
    const user = await house.command(
      ['support-restore', '0125 555 013', '--email', address, '--ticket', 'T-1928', ...people],
      yearLater,
    )
    expect(user.code).toBe(1)
    expect(user.err).toContain('non è di un Amministratore')
    // The colleague's own password is over as well: nobody else could be asked.
    const done = await restore('--ticket', 'T-1928', ...people)
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain('Ripristinato l’Amministratore Giulia Ferrero, 0125 555 049')
    // Support sees neither the secret nor whole addresses.
    expect(temporaryPasswordIn(done.out)).toBeUndefined()
    expect(done.out).not.toContain(contact)

    await house.restart(yearLater)
    // Never to the address that the caller gave: to the contract's contact.
    const secret = await house.letterTo(contact, /^Password temporanea dell’Amministratore/)
    expect(secret.text).toContain('72 ore')
    const restored = temporaryPasswordIn(secret.text) ?? ''
    expect(restored).not.toBe(temporaryPassword)
    for (const told of [contact, colleague.address]) {
      const notice = await house.letterTo(told, /^Il Servizio clienti ha ripristinato un Amministratore/)
      expect(notice.text).toContain('0125 555 049')
      expect(temporaryPasswordIn(notice.text)).toBeUndefined()
    }
    const sinceThen = (await house.letters()).slice(0, -letters)
    expect(sinceThen.filter(({ to }) => to === address)).toEqual([])
    expect(sinceThen.filter(({ subject }) => /^Reset Password/.test(subject))).toEqual([])

    expect(await opens(house, number, password)).toBe(false)
    expect(await opens(house, number, temporaryPassword)).toBe(false)
    const admin = openClient(house)
    expect(await signIn(admin, number, restored)).toMatchObject({ session: { state: 'gate', step: 'view' } })
    await admin.call('POST /api/session/view', { body: { view: 'user' } })
    expect(await admin.call('GET /api/session')).toMatchObject({ state: 'gate', step: 'change-password', email: null })
    const change = (next: string) =>
      admin.call('POST /api/password/change', { body: { oldPassword: restored, newPassword: next } })
    // Neither the one that support replaced nor the temporary one may be the new one.
    expect(await problemOf(change(password))).toBe('password.refused')
    expect(await problemOf(change(restored))).toBe('password.refused')
    await change('mirtillo cratere bottone tegola')
    // The address that support wrote down is asked for its proof.
    const code = codeIn(await house.letterTo(address, /^Conferma il tuo indirizzo/))
    expect(await admin.call('GET /api/session')).toMatchObject({ email: address, emailStatus: 'pending' })
    await admin.call('POST /api/email/verify', { body: { code } })
    expect(await admin.call('GET /api/session')).toMatchObject({ state: 'full', emailStatus: 'verified' })
    expect(await opens(house, number, restored)).toBe(false)

    // Support's act is in the line's own list, with the name of who did it.
    const activity = await wholeActivity(admin)
    expect(activity.find(({ action }) => action === 'line.restored-by-support')).toMatchObject({
      actor: 'support',
      actorName: 'm.rossi',
      facts: { ticket: 'T-1928', approvedBy: 'a.bianchi' },
    })

    await house.stop()
    const audit = await house.command(['audit-check'], yearLater)
    expect(audit).toMatchObject({ code: 0, err: '' })
    expect(audit.out).toMatch(/^Registro integro: \d+ attività in 2 registri\.\n$/)
  } finally {
    await house.close()
  }
})
