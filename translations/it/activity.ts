/**
 * What has happened on a line, for “Attività recente”: one sentence for each action of the audit log, told without
 * saying whose it is, because the owner and an administrator read the same words.
 */
const activity = {
  what: {
    'company.activated': 'Linea attivata con la password temporanea del centralino',
    'sign-in': 'Accesso al portale',
    'sign-in.second-factor': 'Verifica in due passaggi',
    'sign-in.resumed': 'Accesso da un computer ricordato',
    'sign-out': 'Uscita dal portale',
    'view.switched': 'Cambio di profilo',
    'password.changed': 'Password modificata',
    'password.reset-requested': 'Richiesta di Reset Password',
    'password.reset': 'Password scelta di nuovo con Reset Password',
    'password.temporary-set': 'Password temporanea impostata',
    'password.shared-rotated': 'Password temporanea del centralino rigenerata',
    'line.activated': 'Primo accesso della linea',
    'line.restored-by-support': 'Linea riportata al primo accesso',
    'email.entered': 'Indirizzo e-mail inserito',
    'email.verified': 'Indirizzo e-mail confermato',
    'email.change-requested': 'Richiesta di cambiare l’indirizzo e-mail',
    'email.changed': 'Indirizzo e-mail cambiato',
    'email.change-undone': 'Cambio dell’indirizzo e-mail annullato',
    'pin.changed': 'PIN dei servizi di chiamata modificato',
    'second-factor.added': 'Verifica in due passaggi aggiunta',
    'second-factor.removed': 'Verifica in due passaggi tolta',
    'session.stepped-up': 'Password confermata di nuovo',
    'session.ended': 'Dispositivo disconnesso',
    'sessions.ended': 'Altri dispositivi disconnessi',
    'remember.revoked': 'Computer ricordato dimenticato',
    'acting.started': 'Configurazione aperta',
    'acting.ended': 'Configurazione chiusa',
    'directory.exported': 'Elenco degli utenti esportato',
    'phone.added': 'Telefono aggiunto',
    'phone.secret-renewed': 'Nuova password di un telefono',
    'phone.changed': 'Telefono modificato',
    'phone.removed': 'Telefono tolto',
    'call-settings.changed': 'Impostazioni di chiamata modificate',
    'call-permissions.changed': 'Destinazioni permesse modificate',
    'emergency.called': 'Chiamata di emergenza',
    other: 'Modifica della linea',
  },
  refused: '{{what}}: non riuscito',
  who: {
    you: 'Tu',
    owner: 'L’utente della linea',
    administrator: 'Amministratore {{name}}',
    support: 'Servizio clienti',
    system: 'Il centralino',
    unknown: 'Qualcuno che non aveva ancora fatto accesso',
  },
  time: {
    today: 'oggi alle {{time}}',
    yesterday: 'ieri alle {{time}}',
  },
}

export default activity
