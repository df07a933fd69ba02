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

  'activation-waiting': ({ number, name, at, portal }) => ({
    subject: 'An activation is waiting for you',
    paragraphs: [
      `${name} (${number}) chose a password on ${at} and needs your confirmation to enter the portal. The phone works meanwhile.`,
      'Do you recognise this? Confirm the activation. You don’t? Choose “I don’t recognise this”: whoever is in goes out at once.',
      'We write once an hour at most: the page shows everybody who is waiting.',
    ],
    action: { label: 'Go to the activations', link: portal },
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

  'support-restore-notice': ({ number, at, stopLink, days, supportNumber }) => ({
    subject: 'Customer service has restored an Administrator',
    paragraphs: [
      `Customer service gave Administrator ${number} a temporary password on ${at}.`,
      'Did you ask for it? There is nothing to do.',
      `Did nobody ask for it? Stop it within ${days} days: the password ends at once.`,
      `You can also call ${supportNumber}.`,
    ],
    action: { label: 'Stop it', link: stopLink },
  }),

  'support-restore-asked': ({ number, at, notBefore, link, mayConsent, supportNumber }) => ({
    subject: 'Somebody asked customer service to restore an Administrator',
    paragraphs: [
      `On ${at} somebody called ${supportNumber}: they cannot sign in as Administrator ${number} any more.`,
      `Without another Administrator’s consent we do nothing before ${notBefore}.`,
      mayConsent
        ? 'Do you know who it is? Open the page and agree. You don’t? Stop the request.'
        : 'Did you not know? Open the page and stop the request.',
    ],
    action: { label: mayConsent ? 'Agree or stop it' : 'Stop it', link },
  }),

  'support-restore-stopped': ({ number, at, supportNumber }) => ({
    subject: 'The restore of an Administrator was stopped',
    paragraphs: [
      `On ${at} somebody pressed “Stop it”: nobody can sign in as Administrator ${number} now.`,
      `To open it again call ${supportNumber}.`,
    ],
  }),

  'support-restore-text': ({ number, stopLink, supportNumber }, brand) => ({
    subject: 'Restore of an Administrator',
    paragraphs: [
      `${brand.name}: ${supportNumber} restored an Administrator, ${number}. Not expected? Stop it: ${stopLink}`,
    ],
  }),
}
