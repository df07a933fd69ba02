/** Words of the frame: bars, menus, dialogs about the session, pages for what goes wrong. */
const shell = {
  skip: 'Vai al contenuto',
  navigation: 'Navigazione principale',
  overlays: 'Menu a comparsa',
  notices: 'Avvisi',
  administrator: 'Amministratore',
  page: {
    home: 'Home',
    profile: 'Il mio profilo',
    support: 'Assistenza',
    data: 'Gestione dati',
    configuration: 'Configurazione utente',
  },
  menu: {
    open: 'Menu utente di {{name}}',
    profile: 'Il mio profilo',
    toAdministrator: 'Passa al profilo amministratore',
    toUser: 'Passa al profilo utente',
    theme: 'Aspetto',
    themeAuto: 'Come il computer',
    themeLight: 'Chiaro',
    themeDark: 'Scuro',
    language: 'Lingua',
    signOut: 'Esci',
  },
  action: {
    confirm: 'Conferma',
    cancel: 'Annulla',
    close: 'Chiudi',
    retry: 'Riprova ora',
    undo: 'Annulla',
    home: 'Torna alla Home',
  },
  field: {
    reveal: 'Mostra i caratteri',
    conceal: 'Nascondi i caratteri',
    required: 'Compila questo campo.',
  },
  loading: 'Caricamento in corso',
  slow: 'Ci vuole più del solito.',
  loadError: {
    title: 'Non riusciamo a caricare questa parte',
    text: 'Le tue chiamate continuano a funzionare. Riproviamo tra poco.',
    code: 'Codice per l’assistenza: {{code}}',
  },
  offline: 'Sei senza connessione. Le tue chiamate continuano a funzionare.',
  calls: {
    starting: 'Le chiamate non sono servite: il centralino si sta avviando.',
    missing: 'Le chiamate non sono servite: sul server mancano dei programmi.',
    mend: 'Per rimediare:',
  },
  notFound: {
    title: 'Questa pagina non esiste',
    text: 'L’indirizzo è cambiato, oppure è stato scritto in modo diverso.',
  },
  crash: {
    title: 'Questa pagina si è fermata',
    text: 'Le tue chiamate continuano a funzionare. Ricarica la pagina; se si ferma ancora, chiama il {{support}}.',
    reload: 'Ricarica la pagina',
  },
  idle: {
    title: 'Sei ancora qui?',
    text: 'Per sicurezza il portale si chiude quando non lo usi.',
    left: 'La sessione finisce tra {{time}}',
    stay: 'Resta connesso',
    signOut: 'Esci',
  },
  again: {
    title: 'Accedi di nuovo',
    text: 'La sessione è finita. Quello che hai scritto resta qui.',
    who: '{{name}} · {{number}}',
    password: 'Password',
    code: 'Codice di verifica',
    signIn: 'Accedi',
    leave: 'Esci senza salvare',
  },
  stepUp: {
    title: 'Scrivi di nuovo la password',
    text: 'Serve per le modifiche delicate. Poi non la chiediamo per qualche minuto.',
    password: 'Password',
    confirm: 'Conferma',
  },
  unsaved: {
    title: 'Vuoi uscire senza confermare?',
    text: 'Le modifiche non confermate andranno perse.',
    stay: 'Resta qui',
    leave: 'Esci senza confermare',
  },
  footer: {
    accessibility: 'Accessibilità',
    privacy: 'Privacy',
  },
  support: 'Serve aiuto? Chiama il Servizio clienti',
  still: {
    noScript: 'Per usare il portale attiva JavaScript nel browser. Serve aiuto? Chiama il Servizio clienti.',
    oldBrowser:
      'Questo browser è troppo vecchio per il portale. Usa una versione recente di Edge, Firefox, Chrome o Safari.',
  },
}

export default shell
