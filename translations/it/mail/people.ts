import type { PeopleLetters } from '../../mail.ts'

export const people: PeopleLetters = {
  'line-suspended': ({ maskedNumber, by, at }) => ({
    subject: 'La tua linea è sospesa',
    paragraphs: [
      `Il ${at} l’Amministratore ${by} ha sospeso la linea ${maskedNumber}.`,
      'Finché resta sospesa non puoi entrare nel portale e i telefoni non ricevono né fanno chiamate. Le chiamate di emergenza funzionano.',
      'Non te lo aspettavi? Chiedi all’Amministratore.',
    ],
  }),

  'line-resumed': ({ maskedNumber, by, at }) => ({
    subject: 'La tua linea è di nuovo attiva',
    paragraphs: [
      `Il ${at} l’Amministratore ${by} ha riattivato la linea ${maskedNumber}.`,
      'Password, telefoni e impostazioni sono quelli di prima. Nel portale accedi di nuovo.',
    ],
  }),

  'line-reassigned': ({ maskedNumber, company, at, days }) => ({
    subject: 'La linea non è più tua',
    paragraphs: [
      `Il ${at} ${company} ha passato la linea ${maskedNumber} a un’altra persona.`,
      `Chiamate e messaggi che erano tuoi non li può aprire nessuno: tra ${days} giorni vengono cancellati.`,
      'Questo indirizzo e-mail non è più legato alla linea.',
    ],
  }),

  'line-given': ({ link, number, company, hours }) => ({
    subject: 'La tua nuova linea',
    paragraphs: [
      `${company} ti ha dato la linea ${number}.`,
      'Apri il collegamento, scrivi il numero della linea e scegli la tua password: poi la linea è tua.',
      `Il collegamento vale ${hours} ore e funziona una volta sola. Se è scaduto, chiedi all’Amministratore.`,
    ],
    action: { label: 'Scegli la password', link },
  }),

  'administrator-role': ({ change, number, name, sites, by, at, supportNumber }) => ({
    subject: change === 'revoked' ? 'Un Amministratore in meno' : 'Cambia chi amministra il centralino',
    paragraphs: [
      change === 'revoked'
        ? `Il ${at} ${by} ha tolto il ruolo di Amministratore a ${name} (${number}).`
        : change === 'limited'
          ? `Il ${at} ${by} ha dato a ${name} (${number}) il ruolo di Amministratore di queste Sedi:`
          : `Il ${at} ${by} ha dato a ${name} (${number}) il ruolo di Amministratore di tutta l’azienda.`,
      ...(change === 'limited' ? [{ list: sites }] : []),
      `Non ti torna? Controlla in Gestione dati e chiama il ${supportNumber}.`,
    ],
  }),

  'renewal-request': ({ maskedNumber, expiresAt, portal }) => ({
    subject: 'Cambia la password con calma',
    paragraphs: [
      `La password della linea ${maskedNumber} scade il ${expiresAt}, lo stesso giorno di molti colleghi.`,
      'L’Amministratore ti chiede di cambiarla oggi: varrà un anno da quando la scegli.',
      'Entra nel portale, apri Il mio profilo e in Sicurezza scegli “Modifica password”.',
    ],
    action: { label: 'Vai al portale', link: portal },
  }),
}
