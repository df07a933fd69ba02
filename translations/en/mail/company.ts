import type { CompanyLetters } from '../../mail.ts'

export const company: CompanyLetters = {
  'activations-digest': ({ count, lines, portal }) => ({
    subject: count === 1 ? 'First sign-in of one user' : `First sign-in of ${count} users`,
    paragraphs: [
      count === 1 ? 'This user has chosen a password:' : 'These users have chosen their password:',
      { list: lines.map(({ number, name, at }) => `${number} · ${name} · ${at}`) },
      ...(count > lines.length ? ['The complete list is in Data management.'] : []),
      'Somebody you do not recognise? Open their configuration and set a temporary password: whoever is in goes out at once.',
    ],
    action: { label: 'Go to Data management', link: portal },
  }),

  'administrator-activated': ({ number, name, at, ip, supportNumber }) => ({
    subject: 'The Administrator has signed in for the first time',
    paragraphs: [
      `${name} (${number}) signed in for the first time as Administrator of the phone system on ${at}.`,
      `Network address: ${ip}.`,
      `Don’t recognise this? Call ${supportNumber} at once.`,
    ],
  }),

  'support-restore': ({ company, number, temporaryPassword, hours, portal, supportNumber }) => ({
    subject: 'Temporary password of the Administrator',
    paragraphs: [
      `Customer service has restored the access of Administrator ${number} of ${company}. Temporary password:`,
      { value: temporaryPassword },
      `It is valid for ${hours} hours. A new one is chosen when signing in.`,
      `Didn’t ask for this? Call ${supportNumber} at once.`,
    ],
    action: { label: 'Go to the portal', link: portal },
  }),

  'support-restore-notice': ({ number, at, supportNumber }) => ({
    subject: 'Customer service has restored an Administrator',
    paragraphs: [
      `Customer service gave Administrator ${number} a temporary password on ${at}.`,
      `Did nobody ask for this? Call ${supportNumber} at once.`,
    ],
  }),
}
