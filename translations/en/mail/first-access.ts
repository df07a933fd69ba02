import type { FirstAccessLetters } from '../../mail.ts'

const missing = {
  enter: [
    'Sign in with your phone number and the temporary password your company gave you, then choose your own password.',
    'You do not have the temporary password? Ask your administrator.',
  ],
  'add-email': ['Sign in and add your e-mail: without it you cannot reset a forgotten password yourself.'],
  confirm: ['Only your e-mail address is left to confirm: we ask for your phone number. The link works for 24 hours.'],
} as const

const action = { enter: 'Go to the portal', 'add-email': 'Go to the portal', confirm: 'Confirm the address' } as const

export const firstAccess: FirstAccessLetters = {
  'first-access-reminder': ({ missing: what, link, maskedNumber, by, company }, brand) => ({
    subject: `Complete your first sign-in to ${brand.name}`,
    paragraphs: [
      `${by} reminds you to complete the first sign-in of line ${maskedNumber} of ${company}.`,
      ...(missing[what] ?? []),
      'Until then your line is poorly protected. It is not your line? Ignore this message.',
    ],
    action: { label: action[what] ?? action.enter, link },
  }),

  'first-access-reminder-sms': ({ portal, line }, brand) => ({
    subject: 'First sign-in',
    paragraphs: [
      `${brand.name}: complete the first sign-in of line ${line} at ${portal} - For help ask your administrator`,
    ],
  }),

  invitation: ({ link, maskedNumber, by, company, hours }, brand) => ({
    subject: `Your invitation to ${brand.name}`,
    paragraphs: [
      `${by} invites you to use the portal of the switchboard of ${company} for line ${maskedNumber}.`,
      'Open the page, type your phone number and choose your own password: no temporary password is needed.',
      `The invitation is personal, works for ${hours} hours and once only. It is not your line? Ignore this message.`,
    ],
    action: { label: 'Accept the invitation', link },
  }),

  'line-reopened': ({ maskedNumber, by, at }) => ({
    subject: 'Access to your line was closed',
    paragraphs: [
      `On ${at} ${by} did not recognise the first sign-in of line ${maskedNumber} and cancelled it.`,
      'Whoever was signed in is out, this address no longer belongs to the line, and forwards are as they were before.',
      'Was it you? Ask your switchboard’s administrator for the new temporary password.',
    ],
  }),
}
