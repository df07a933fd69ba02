import type { EmailAddressLetters } from '../../mail.ts'

export const emailAddress: EmailAddressLetters = {
  'verify-email': ({ code, link, maskedNumber, minutes, hours }) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      `Type this code in the portal to confirm the address of line ${maskedNumber}.`,
      { value: code },
      `The code is valid for ${minutes} minutes.`,
      `Have you closed the page? Open the link within ${hours} hours: we only ask for the phone number.`,
      'Didn’t ask for this? Ignore this message: nothing changes.',
    ],
    action: { label: 'Confirm the address', link },
  }),

  'email-confirmed': ({ maskedNumber }) => ({
    subject: 'E-mail address confirmed',
    paragraphs: [
      `This address is confirmed for line ${maskedNumber}.`,
      'Here you receive the instructions if you forget the password, and the security notices.',
    ],
  }),

  'email-changed': ({ maskedNumber, newMasked, undoLink, days }) => ({
    subject: 'The e-mail address of your line has changed',
    paragraphs: [
      `Line ${maskedNumber} now uses the address ${newMasked}.`,
      'Was it you? There is nothing to do.',
      `Wasn’t it you? Undo the change within ${days} days: we put this address back.`,
    ],
    action: { label: 'Undo the change', link: undoLink },
  }),

  'email-undone': ({ maskedNumber }) => ({
    subject: 'We have put your e-mail address back',
    paragraphs: [
      `Line ${maskedNumber} uses this address again.`,
      'We have closed every open session. Now choose a new password with “Reset password”.',
    ],
  }),

  'email-entered-by-administrator': ({ link, maskedNumber, hours }) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      `The Administrator of the phone system has entered this address for line ${maskedNumber}.`,
      `Confirm it within ${hours} hours: we only ask for the phone number.`,
      'Isn’t the line yours? Ignore this message.',
    ],
    action: { label: 'Confirm the address', link },
  }),
}
