import type { Same } from '../index.ts'
import type model from '../it/provider.ts'

const provider = {
  refusals: {
    'file-with-problems': 'The file will not do: no line was imported.',
    'company-name-missing': 'The company’s name is missing (--name), 120 characters at most.',
    'vat-number-invalid': '“{{value}}” is not an Italian VAT number.',
    'contact-email-invalid': '“{{value}}” is not an e-mail address (--contact-email).',
    'contact-mobile-invalid': '“{{value}}” is not a mobile number (--contact-mobile).',
    'contact-email-missing': 'To send the credentials by e-mail the contract’s address is needed.',
    'contact-mobile-missing': 'To send the credentials by SMS the contract’s mobile number is needed.',
    'sms-unreachable': 'This portal cannot send text messages: deliver by e-mail or by the technician.',
    'activation-in-future': 'The date of activation is in the future.',
    'administrator-missing':
      'The file has no administrator: write “Administrator” as the user type of at least one line.',
    'number-in-use': 'The number {{number}} belongs to a line already: no line was imported.',
    'company-unknown': 'No company matches “{{company}}”.',
    'company-ambiguous': 'Several companies match “{{company}}”: give the VAT number or one of the numbers.',
    'company-closed': 'This company’s contract has ended.',
    'number-unknown': 'The number {{number}} belongs to no line.',
    'trunk-unreadable':
      'The address “{{address}}” cannot be read: write it like sip:user:secret@host:5060;transport=tls.',
    'trunk-name-taken': 'There is already a trunk called {{name}}.',
    'trunk-unknown': 'There is no trunk called {{name}}.',
    'line-not-administrator':
      'The number {{number}} is no administrator’s: its password is restored by the company’s administrator.',
    'line-not-live': 'The line {{number}} is not active.',
    'ticket-missing': 'The ticket is missing (--ticket).',
    'people-missing': 'Two people are needed: who asks (--requested-by) and who approves (--approved-by).',
    'same-person': 'Who approves must be another person than who asks.',
    'staff-email-taken': 'There is already an operator with the address {{value}}.',
    'email-invalid': '“{{value}}” is not an e-mail address.',
    'other-administrator':
      'The administrator {{number}} can be asked: say who agreed (--consent-of) or since when the ticket is open (--requested-at, 24 hours at least).',
    'consent-not-given': 'The consent must be another active administrator’s with a confirmed e-mail.',
    'waiting-not-over': 'The ticket is not 24 hours old yet.',
    'contact-missing':
      'The contract has no contact that can be reached: tell the password on the telephone (--spoken).',
  },

  sheet: {
    title: 'Activation sheet',
    company: 'Company',
    vatNumber: 'VAT number',
    activatedAt: 'Active since',
    lines: 'Lines',
    linesValue: '{{lines}}, sites: {{sites}}',
    portal: 'Portal',
    administrators: 'Administrators',
    extension: 'extension {{extension}}',
    password: 'Temporary password',
    validity: 'The same for every user, until {{date}}.',
    firstAccess: 'First access',
    steps: [
      'Open the portal and sign in with an administrator’s number.',
      'Choose “End user” and change the temporary password.',
      'Enter the reference e-mail and confirm it.',
      'Then the other users may sign in, each with their own number.',
    ],
    deliveredTo: 'Handed to',
    on: 'on',
    customer: 'Customer',
    technician: 'Technician',
  },
} satisfies Same<typeof model>

export default provider
