import type { SecurityChange, SecurityLetters, StaffSecurityChange } from '../../mail.ts'

const changes: Record<SecurityChange, string> = {
  'passkey-added': 'A passkey was added',
  'passkey-removed': 'A passkey was removed',
  'totp-added': 'An authenticator app was added',
  'totp-removed': 'The authenticator app was removed',
}

const staffChanges: Record<StaffSecurityChange, string> = {
  ...changes,
  'recovery-codes-renewed': 'New recovery codes were made',
  'password-changed': 'The password was changed',
  'access-reset': 'The access was reset: temporary password, second factors removed',
}

export const security: SecurityLetters = {
  'security-change': ({ what, maskedNumber, at, supportNumber }) => ({
    subject: changes[what],
    paragraphs: [
      `${changes[what]} for line ${maskedNumber} on ${at}.`,
      'Was it you? There is nothing to do.',
      `Wasn’t it you? Change the password at once and tell the Administrator, or call ${supportNumber}.`,
    ],
  }),

  'staff-security-change': ({ what, name, by, at, device, ip }) => ({
    subject: `Your access to the desk: ${staffChanges[what].charAt(0).toLowerCase()}${staffChanges[what].slice(1)}`,
    paragraphs: [
      `${name}, ${at}. ${staffChanges[what]}.`,
      by === null ? `Device: ${device}. Network address: ${ip}.` : `${by} did it.`,
      'Did you expect it? There is nothing to do.',
      'You didn’t? Tell a supervisor at once, who can close your access.',
    ],
  }),

  'new-device-after-failures': ({ maskedNumber, at, device, ip }) => ({
    subject: 'New sign-in to your line',
    paragraphs: [
      `Somebody signed in to the portal with line ${maskedNumber} on ${at}, after some wrong attempts.`,
      `Device: ${device}. Network address: ${ip}.`,
      'Was it you? There is nothing to do.',
      'Wasn’t it you? Use “Reset password” at once and tell the Administrator.',
    ],
  }),

  'forward-number-added': ({ maskedNumber, numbers, by, code, at, supportNumber }) => ({
    subject: 'A new number may receive your calls',
    paragraphs: [
      `On ${at} this was added to the call settings of line ${maskedNumber}:`,
      { list: numbers },
      by
        ? `The Administrator ${by} did it.`
        : code
          ? `It was done from the phone with the code ${code}.`
          : 'It was done in the portal with your password.',
      'Was it you? There is nothing to do.',
      `Was it not? Check the forwards in the portal and tell your Administrator, or call ${supportNumber}.`,
    ],
  }),

  'calls-abroad-opened': ({ maskedNumber, by, at }) => ({
    subject: 'Your line can now call abroad',
    paragraphs: [
      `On ${at} the Administrator ${by} opened calls abroad for line ${maskedNumber}.`,
      'If you do not need them, ask your Administrator to close them.',
    ],
  }),

  'call-alarm': ({ kind, inEuro, name, maskedNumber, at, wholeCompany, supportNumber }) => {
    const stage = kind === 'half' || kind === 'most' || kind === 'reached' ? kind : 'held'
    const what = inEuro ? 'a spending limit for calls' : 'a call limit'
    const subjects = {
      half: `Half of ${what} is used`,
      most: `80% of ${what} is used`,
      reached: inEuro ? 'A spending limit for calls is reached' : 'A call limit is reached',
      held: 'Calls abroad stopped for an hour',
    }
    const texts = {
      half: `On ${at} more than half of ${what} was used.`,
      most: `On ${at} more than 80% of ${what} was used.`,
      reached: inEuro
        ? `On ${at} ${what} was reached: no further paid calls go out.`
        : `On ${at} ${what} was reached: no further calls of this kind go out.`,
      held: `On ${at} we saw unusual calls abroad. For an hour no more of them go out.`,
    }
    return {
      subject: subjects[stage],
      paragraphs: [
        texts[stage],
        `Last line: ${name} (${maskedNumber}).${wholeCompany ? ' It concerns the whole company.' : ''}`,
        'Emergency calls always go out.',
        `Are these your calls? An administrator finds everything in Data management, Limits and alerts. Are they not? Call ${supportNumber}.`,
      ],
    }
  },

  'call-ceiling-changed': ({ company, at, reason, supportNumber }) => ({
    subject: 'The traffic ceiling of your company has changed',
    paragraphs: [
      `On ${at} we changed how much ${company} may call outside, or what calls cost.`,
      `Reason: ${reason}`,
      'You find it in the portal under Data management, Limits and alerts. Emergency calls always go out.',
      `Questions? Call ${supportNumber}.`,
    ],
  }),

  'remember-revoked': ({ maskedNumber, at, device }) => ({
    subject: 'A remembered computer was signed out',
    paragraphs: [
      `On ${at} somebody used a sign-in to line ${maskedNumber} that was no longer valid.`,
      `To be safe we have signed out this device: ${device}.`,
      'Sign in again with the password. If you do not recognise the device, change it.',
    ],
  }),
}
