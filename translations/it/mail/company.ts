import type { CompanyLetters } from '../../mail.ts'

export const company: CompanyLetters = {
  'activations-digest': ({ count, lines, portal }) => ({
    subject: count === 1 ? 'Primo accesso di un utente' : `Primo accesso di ${count} utenti`,
    paragraphs: [
      count === 1 ? 'Questo utente ha scelto la sua password:' : 'Questi utenti hanno scelto la loro password:',
      { list: lines.map(({ number, name, at }) => `${number} · ${name} · ${at}`) },
      ...(count > lines.length ? ['L’elenco completo è in Gestione dati.'] : []),
      'Non riconosci qualcuno? Apri la sua configurazione e imposta una password temporanea: chi è dentro esce subito.',
    ],
    action: { label: 'Vai a Gestione dati', link: portal },
  }),

  'administrator-activated': ({ number, name, at, ip, supportNumber }) => ({
    subject: 'L’Amministratore ha fatto il primo accesso',
    paragraphs: [
      `${name} (${number}) ha fatto il primo accesso come Amministratore del centralino il ${at}.`,
      `Indirizzo di rete: ${ip}.`,
      `Non lo riconosci? Chiama subito il ${supportNumber}.`,
    ],
  }),

  'support-restore': ({ company, number, temporaryPassword, hours, portal, supportNumber }) => ({
    subject: 'Password temporanea dell’Amministratore',
    paragraphs: [
      `Il Servizio clienti ha ripristinato l’accesso dell’Amministratore ${number} di ${company}. Password temporanea:`,
      { value: temporaryPassword },
      `Vale ${hours} ore. Al primo accesso se ne sceglie una nuova.`,
      `Non l’hai chiesto tu? Chiama subito il ${supportNumber}.`,
    ],
    action: { label: 'Vai al portale', link: portal },
  }),

  'support-restore-notice': ({ number, at, supportNumber }) => ({
    subject: 'Il Servizio clienti ha ripristinato un Amministratore',
    paragraphs: [
      `Il Servizio clienti ha dato una password temporanea all’Amministratore ${number} il ${at}.`,
      `Nessuno l’ha chiesto? Chiama subito il ${supportNumber}.`,
    ],
  }),
}
