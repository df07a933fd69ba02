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

  'activation-waiting': ({ number, name, at, portal }) => ({
    subject: 'Un’attivazione aspetta la tua conferma',
    paragraphs: [
      `${name} (${number}) ha scelto la sua password il ${at} e aspetta la tua conferma per entrare nel portale. Il telefono intanto funziona.`,
      'Lo riconosci? Conferma l’attivazione. Non lo riconosci? Scegli “Non riconosco”: chi è dentro esce subito.',
      'Ti scriviamo al massimo una volta all’ora: nella pagina trovi tutti quelli che aspettano.',
    ],
    action: { label: 'Vai alle attivazioni', link: portal },
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

  'support-restore-notice': ({ number, at, stopLink, days, supportNumber }) => ({
    subject: 'Il Servizio clienti ha ripristinato un Amministratore',
    paragraphs: [
      `Il Servizio clienti ha dato una password temporanea all’Amministratore ${number} il ${at}.`,
      'L’avete chiesto voi? Non devi fare nulla.',
      `Nessuno l’ha chiesto? Blocca l’accesso entro ${days} giorni: la password smette subito di valere.`,
      `Puoi anche chiamare il ${supportNumber}.`,
    ],
    action: { label: 'Blocca', link: stopLink },
  }),

  'support-restore-asked': ({ number, at, notBefore, link, mayConsent, supportNumber }) => ({
    subject: 'Qualcuno ha chiesto al Servizio clienti di ripristinare un Amministratore',
    paragraphs: [
      `Il ${at} qualcuno ha chiamato il ${supportNumber}: non riesce più a entrare con l’Amministratore ${number}.`,
      `Senza il consenso di un altro Amministratore non facciamo nulla prima del ${notBefore}.`,
      mayConsent
        ? 'Sai chi è? Apri la pagina e acconsenti. Non lo sai? Blocca la richiesta.'
        : 'Non lo sapevi? Apri la pagina e blocca la richiesta.',
    ],
    action: { label: mayConsent ? 'Acconsento o blocco' : 'Blocca', link },
  }),

  'support-restore-stopped': ({ number, at, supportNumber }) => ({
    subject: 'Il ripristino di un Amministratore è stato bloccato',
    paragraphs: [
      `Il ${at} qualcuno ha premuto “Blocca”: con l’Amministratore ${number} ora non si entra.`,
      `Per riaprirlo chiamate il ${supportNumber}.`,
    ],
  }),

  // No typographic apostrophes: they are not in the GSM alphabet and would halve what an SMS can hold.
  'support-restore-text': ({ number, stopLink, supportNumber }, brand) => ({
    subject: 'Ripristino di un Amministratore',
    paragraphs: [
      `${brand.name}: il ${supportNumber} ha ripristinato un Amministratore, ${number}. Non lo sapevi? Blocca: ${stopLink}`,
    ],
  }),
}
