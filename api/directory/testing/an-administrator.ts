import { type Browser, firstAccess, type TestCompany, type TestHouse, type TestLine } from '../../testing/test-house.ts'

export type Administrator = { browser: Browser; line: TestLine; company: TestCompany }

/** A company of one's own with an administrator who has just chosen the administrator's view. */
export async function anAdministrator(
  test: TestHouse,
  facts: { company?: string; number: string },
): Promise<Administrator> {
  const company = await test.company(facts.company)
  return anotherAdministrator(test, company, facts.number)
}

/** One more administrator of a company, signed in. */
export async function anotherAdministrator(
  test: TestHouse,
  company: TestCompany,
  number: string,
): Promise<Administrator> {
  const name = `Giulia ${number.slice(-3)}`
  const line = await test.line(company, { role: 'administrator', number, name })
  const email = `amministratore${number.slice(-6)}@arredi.example`
  const browser = await firstAccess(test, company, line, { administrator: true, email })
  await browser.call('POST /api/session/view', { body: { view: 'administrator' } })
  return { browser, line, company }
}
