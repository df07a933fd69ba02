import type { CredentialsLetters } from '../../mail.ts'

/** What the subscription’s contact receives when a company begins (guide 2.1). */
export const credentials: CredentialsLetters = {
  credentials: ({ company, portal, numbers, temporaryPassword }, brand) => ({
    subject: `${brand.name}: le credenziali di ${company}`,
    paragraphs: [
      `Il centralino di ${company} è attivo. Il primo ad accedere è l’Amministratore.`,
      numbers.length === 1 ? 'Numero di telefono dell’Amministratore:' : 'Numeri di telefono degli Amministratori:',
      { list: numbers },
      ...(temporaryPassword === null
        ? ['La password temporanea arriva con un SMS al cellulare indicato nel contratto.']
        : ['Password temporanea:', { value: temporaryPassword }]),
      'Vale per tutti gli utenti del centralino: consegnala solo a loro. Al primo accesso ognuno ne sceglie una propria.',
    ],
    action: { label: 'Vai al portale', link: portal },
  }),

  // No typographic apostrophes: they are not in the GSM alphabet and would halve what an SMS can hold.
  'credentials-secret': ({ temporaryPassword }, brand) => ({
    subject: 'Password temporanea',
    paragraphs: [`${brand.name}: la password temporanea è ${temporaryPassword} - Si cambia al primo accesso.`],
  }),
}
