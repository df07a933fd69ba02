import type { PasswordLetters } from '../../mail.ts'

const inDays = (days: number) => (days === 1 ? 'in one day' : `in ${days} days`)

export const password: PasswordLetters = {
  reset: ({ link, maskedNumber, minutes }) => ({
    subject: 'Reset password: choose a new password',
    paragraphs: [
      `You have asked to reset the password of line ${maskedNumber}.`,
      `Open the page and type your number and the new password. The link is valid for ${minutes} minutes and works once.`,
      'Didn’t ask for this? Ignore this message: the password does not change.',
    ],
    action: { label: 'Choose the new password', link },
  }),

  'confirm-and-reset': ({ link, maskedNumber, minutes }) => ({
    subject: 'Confirm the address and choose a new password',
    paragraphs: [
      `This address was entered for line ${maskedNumber}, but it is not confirmed yet.`,
      'Open the page and type your number and the new password: this also confirms the address.',
      `The link is valid for ${minutes} minutes and works once.`,
      'Didn’t ask for this, or isn’t the line yours? Ignore this message.',
    ],
    action: { label: 'Confirm and choose the password', link },
  }),

  'password-changed': ({ maskedNumber, at, device, supportNumber }) => ({
    subject: 'Your password has changed',
    paragraphs: [
      `The password of line ${maskedNumber} changed on ${at}.`,
      `Device: ${device}.`,
      'Was it you? There is nothing to do.',
      `Wasn’t it you? Use “Reset password” at once and tell the Administrator, or call ${supportNumber}.`,
    ],
  }),

  'temporary-password-set': ({ maskedNumber, by, at }) => ({
    subject: 'Your line has a temporary password',
    paragraphs: [
      `${by} set a temporary password for line ${maskedNumber} on ${at}.`,
      'The previous one no longer works. Ask the Administrator for the new one: you change it when you sign in.',
      'Didn’t expect this? Ask the Administrator of the phone system.',
    ],
  }),

  'temporary-password': ({ temporaryPassword, portal, maskedNumber, expiresAt }) => ({
    subject: 'Your temporary password',
    paragraphs: [
      `Here is the temporary password of line ${maskedNumber}:`,
      { value: temporaryPassword },
      `It is valid until ${expiresAt}. You choose your own when you sign in.`,
    ],
    action: { label: 'Go to the portal', link: portal },
  }),

  'expiry-warning': ({ maskedNumber, days, expiresAt, portal }) => ({
    subject: `Your password expires ${inDays(days)}`,
    paragraphs: [
      `The password of line ${maskedNumber} expires on ${expiresAt}.`,
      'Change it before: sign in, open “My profile” and press “Edit password”.',
      'Your calls keep working afterwards too.',
    ],
    action: { label: 'Go to the portal', link: portal },
  }),

  'password-expired': ({ maskedNumber, portal }) => ({
    subject: 'Your password has expired',
    paragraphs: [
      `The password of line ${maskedNumber} has expired. Your calls keep working.`,
      'To choose a new one open the portal and press “Reset password”: we send the instructions to this address.',
    ],
    action: { label: 'Go to the portal', link: portal },
  }),
}
