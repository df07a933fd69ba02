import type { PeopleLetters } from '../../mail.ts'

export const people: PeopleLetters = {
  'line-suspended': ({ maskedNumber, by, at }) => ({
    subject: 'Your line is suspended',
    paragraphs: [
      `On ${at} the administrator ${by} suspended the line ${maskedNumber}.`,
      'While it is suspended you cannot enter the portal, and its phones neither take nor make calls. Emergency calls work.',
      'You did not expect this? Ask the administrator.',
    ],
  }),

  'line-resumed': ({ maskedNumber, by, at }) => ({
    subject: 'Your line is active again',
    paragraphs: [
      `On ${at} the administrator ${by} reactivated the line ${maskedNumber}.`,
      'Password, phones and settings are as before. Sign in to the portal again.',
    ],
  }),

  'line-reassigned': ({ maskedNumber, company, at, days }) => ({
    subject: 'The line is no longer yours',
    paragraphs: [
      `On ${at} ${company} gave the line ${maskedNumber} to somebody else.`,
      `Nobody can open the calls and messages that were yours: they are deleted in ${days} days.`,
      'This e-mail address no longer belongs to the line.',
    ],
  }),

  'line-given': ({ link, number, company, hours }) => ({
    subject: 'Your new line',
    paragraphs: [
      `${company} has given you the line ${number}.`,
      'Open the link, type the line’s number and choose your password: then the line is yours.',
      `The link is valid for ${hours} hours and works once. If it has expired, ask the administrator.`,
    ],
    action: { label: 'Choose the password', link },
  }),

  'administrator-role': ({ change, number, name, sites, by, at, supportNumber }) => ({
    subject: change === 'revoked' ? 'One administrator fewer' : 'A change of who administers the phone system',
    paragraphs: [
      change === 'revoked'
        ? `On ${at} ${by} took the administrator’s role from ${name} (${number}).`
        : change === 'limited'
          ? `On ${at} ${by} made ${name} (${number}) administrator of these sites:`
          : `On ${at} ${by} made ${name} (${number}) administrator of the whole company.`,
      ...(change === 'limited' ? [{ list: sites }] : []),
      `Is that not right? Check in Data management and call ${supportNumber}.`,
    ],
  }),

  'renewal-request': ({ maskedNumber, expiresAt, portal }) => ({
    subject: 'Change the password in good time',
    paragraphs: [
      `The password of the line ${maskedNumber} expires on ${expiresAt}, the same day as many colleagues’.`,
      'The administrator asks you to change it today: it will last a year from when you choose it.',
      'Open the portal, go to My profile and under Security choose “Edit password”.',
    ],
    action: { label: 'Go to the portal', link: portal },
  }),
}
