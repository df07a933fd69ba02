import type { MailWords } from '../mail.ts'
import { company } from './mail/company.ts'
import { credentials } from './mail/credentials.ts'
import { emailAddress } from './mail/email-address.ts'
import { firstAccess } from './mail/first-access.ts'
import { password } from './mail/password.ts'
import { people } from './mail/people.ts'
import { security } from './mail/security.ts'

/** Every letter in Italian. */
const mail: MailWords = {
  ...credentials,
  ...emailAddress,
  ...firstAccess,
  ...password,
  ...people,
  ...security,
  ...company,
  foot: ({ name, supportNumber }) => [
    `Messaggio automatico di ${name}: le risposte non vengono lette.`,
    `Serve aiuto? Servizio clienti ${supportNumber}.`,
  ],
}

export default mail
