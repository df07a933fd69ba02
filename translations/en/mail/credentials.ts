import type { CredentialsLetters } from '../../mail.ts'

/** What the subscription’s contact receives when a company begins (guide 2.1). */
export const credentials: CredentialsLetters = {
  credentials: ({ company, portal, numbers, temporaryPassword }, brand) => ({
    subject: `${brand.name}: the credentials of ${company}`,
    paragraphs: [
      `The phone system of ${company} is active. The Administrator signs in first.`,
      numbers.length === 1 ? 'Phone number of the Administrator:' : 'Phone numbers of the Administrators:',
      { list: numbers },
      ...(temporaryPassword === null
        ? ['The temporary password arrives by SMS on the mobile number given in the contract.']
        : ['Temporary password:', { value: temporaryPassword }]),
      'It works for every user of the phone system: give it only to them. At the first sign-in each one chooses their own.',
    ],
    action: { label: 'Go to the portal', link: portal },
  }),

  // No typographic apostrophes: they are not in the GSM alphabet and would halve what an SMS can hold.
  'credentials-secret': ({ temporaryPassword }, brand) => ({
    subject: 'Temporary password',
    paragraphs: [`${brand.name}: the temporary password is ${temporaryPassword} - You change it at the first sign-in.`],
  }),
}
