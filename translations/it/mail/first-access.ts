import type { FirstAccessLetters } from '../../mail.ts'

const missing = {
  enter: [
    'Accedi con il tuo numero di telefono e la password temporanea che ti ha dato l’azienda, poi scegli la tua password.',
    'Non hai la password temporanea? Chiedila all’Amministratore.',
  ],
  'add-email': ['Accedi e inserisci la tua e-mail: senza, se dimentichi la password non puoi ripristinarla da te.'],
  confirm: [
    'Manca solo la conferma del tuo indirizzo e-mail: ti chiediamo il numero di telefono. Il link vale 24 ore.',
  ],
} as const

const action = { enter: 'Vai al portale', 'add-email': 'Vai al portale', confirm: 'Conferma l’indirizzo' } as const

export const firstAccess: FirstAccessLetters = {
  'first-access-reminder': ({ missing: what, link, maskedNumber, by, company }, brand) => ({
    subject: `Completa il primo accesso a ${brand.name}`,
    paragraphs: [
      `${by} ti ricorda di completare il primo accesso della linea ${maskedNumber} di ${company}.`,
      ...(missing[what] ?? []),
      'Finché non lo completi la tua linea è poco protetta. La linea non è tua? Ignora questo messaggio.',
    ],
    action: { label: action[what] ?? action.enter, link },
  }),

  // No typographic apostrophes: they are not in the GSM alphabet and would halve what an SMS can hold.
  'first-access-reminder-sms': ({ portal, line }, brand) => ({
    subject: 'Primo accesso',
    paragraphs: [
      `${brand.name}: completa il primo accesso della linea ${line} su ${portal} - Per aiuto chiedi al tuo Amministratore`,
    ],
  }),

  invitation: ({ link, maskedNumber, by, company, hours }, brand) => ({
    subject: `Il tuo invito a ${brand.name}`,
    paragraphs: [
      `${by} ti invita a usare il portale del centralino di ${company} per la linea ${maskedNumber}.`,
      'Apri la pagina, scrivi il tuo numero di telefono e scegli la tua password: non serve nessuna password temporanea.',
      `L’invito è personale, vale ${hours} ore e una volta sola. La linea non è tua? Ignora questo messaggio.`,
    ],
    action: { label: 'Accetta l’invito', link },
  }),

  'line-reopened': ({ maskedNumber, by, at }) => ({
    subject: 'L’accesso alla tua linea è stato chiuso',
    paragraphs: [
      `Il ${at} ${by} non ha riconosciuto il primo accesso della linea ${maskedNumber} e lo ha annullato.`,
      'Chi era dentro è uscito, questo indirizzo non è più collegato alla linea e gli inoltri sono tornati come prima.',
      'Eri tu? Fatti dare la nuova password temporanea dall’Amministratore del centralino.',
    ],
  }),
}
