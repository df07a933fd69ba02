import type { Same } from '../index.ts'
import type model from '../it/statements.ts'

const statements = {
  back: 'Back to the portal',
  accessibility: {
    title: 'Accessibility statement',
    lead: '{{name}} is meant to work for everybody, also with assistive technologies.',
    levelTitle: 'Where we stand',
    level:
      'The portal is designed to WCAG 2.2 level AA and EN 301 549. At every release each page is checked with automatic tools, in its light and dark versions.',
    howTitle: 'What you can do',
    how1: 'Use everything with the keyboard alone; the first Tab leads to the content.',
    how2: 'Zoom to 400 % without scrolling sideways.',
    how3: 'Paste passwords and use a password manager.',
    how4: 'Choose the light or dark appearance; animations stop if the computer asks for it.',
    knownTitle: 'What we check by hand',
    known: 'Screen readers and text enlargement are tried by hand: if something does not work, tell us.',
    contactTitle: 'Contact us',
    contact:
      'If you meet an obstacle call customer service on {{support}}: name the page and what you cannot do. If the answer is not enough you may turn to the Agenzia per l’Italia Digitale (AgID).',
  },
  privacy: {
    title: 'Privacy',
    lead: 'Which data this portal uses, and why.',
    dataTitle: 'The data',
    data1: 'Number, name, extension, site and service of your line: your company gave them with the contract.',
    data2: 'The reference e-mail: for resetting the password and for security notices.',
    data3: 'Sign-ins, with time and network address: for protecting your line.',
    cookiesTitle: 'Cookies',
    cookies:
      'Technical cookies only: the session, recognising this computer and, if you ask for it, “Remember me”. No advertising, no measuring, no third-party service.',
    passwordTitle: 'The password',
    password: 'Nobody can read it: we only keep a fingerprint of it.',
    rightsTitle: 'Your rights',
    rights:
      'You may see and correct your data, and ask what was done on your line. Turn to the Administrator of the phone system or to customer service on {{support}}.',
    ownerTitle: 'Who answers for it',
  },
} satisfies Same<typeof model>

export default statements
