import type { Same } from '../index.ts'
import type model from '../it/sheets.ts'

const sheets = {
  technician: {
    title: 'Activation sheet',
    company: 'Company',
    vatNumber: 'VAT number',
    activatedAt: 'Active since',
    portal: 'Portal',
    administrator: 'Administrator',
    administrators: 'Administrators',
    extension: 'extension {{extension}}',
    more: 'and {{count}} more',
    password: 'Temporary password',
    validity: 'The same for every user of the phone system who has not signed in yet, until {{date}}.',
    firstAccess: 'First access',
    steps: [
      'Open the portal and sign in with an administrator’s number and the temporary password.',
      'Choose “End user” and change the temporary password.',
      'Enter the reference e-mail and confirm it.',
      'Then the other users may sign in, each with their own number.',
    ],
    keep: 'Whoever has this sheet can make somebody else’s first access: give it only to the administrator. Nobody can read the temporary password again; if the sheet is lost, ask {{support}} for a new one.',
    scan: 'Scan the code to open the portal, or type',
    deliveredTo: 'Handed to',
    on: 'on',
    customer: 'Customer',
    technicianSigns: 'Technician',
  },
  personal: {
    title: 'Your first access',
    documentTitle: 'First access: {{company}}',
    greeting:
      '{{name}}, your number {{number}} has its own place in the portal of {{company}}: calls, messages, diversions.',
    greetingNameless:
      'The number {{number}} has its own place in the portal of {{company}}: calls, messages, diversions.',
    number: 'Phone number',
    extension: 'Extension',
    portal: 'Portal',
    password: 'Temporary password',
    passwordUntil: 'It is yours alone, until {{date}}. At the first sign-in you choose one that only you know.',
    passwordElsewhere: 'Your administrator tells you. At the first sign-in you choose one that only you know.',
    firstAccess: 'What to do',
    stepsPassword: [
      'Open the portal and sign in with your phone number and the temporary password.',
      'Choose a password that only you know.',
      'Enter your e-mail and confirm it: you need it if you forget the password.',
    ],
    stepsInvitation: [
      'Scan the code, or open the address below: it works until {{date}}.',
      'Type your phone number and choose a password that only you know.',
      'Enter your e-mail and confirm it: you need it if you forget the password.',
    ],
    scan: 'Scan the code, or type',
  },
  help: 'Need help? Ask your administrator, or call {{support}}.',
  helpAdministrator: 'Need help? Customer service {{support}}.',
} satisfies Same<typeof model>

export default sheets
