import { lines } from '../lines.ts'

/**
 * “Assistenza”: the guide, in its own order and with the exact labels of the portal between `<b>` and `</b>`.
 * Each article: title, a line under it, the numbered steps, and what to know afterwards (may be empty).
 */
const help = {
  title: 'Assistenza',
  lead: 'La guida del primo accesso, passo per passo.',
  index: 'Argomenti della guida',
  step: 'Passo {{number, number}}',
  search: 'Cerca nella guida',
  searchExample: 'Es. password temporanea',
  shortcut: 'Premi / per cercare',
  clear: 'Cancella la ricerca',
  found_zero: 'Nessun argomento trovato',
  found_one: '{{count, number}} argomento trovato',
  found_other: '{{count, number}} argomenti trovati',
  emptyTitle: 'Niente per “{{search}}”',
  emptyText:
    'Abbiamo cercato nei titoli e nei passi della guida. Prova con una parola sola, oppure chiama il {{support}}.',
  contact: {
    title: 'Servizio clienti',
    call: 'Chiama il {{support}}',
    text: 'Tieni pronto il numero di telefono della tua linea. Non ti chiederemo mai la password.',
  },
  outside: {
    title: 'Numeri da provare',
    text: 'In questa demo rispondono i numeri qui sotto: nessuna chiamata esce da questo computer.',
    music: 'Risponde subito con una melodia',
    echo: 'Ripete quello che dici',
    'your-number': 'Legge il numero con cui ti presenti, o che non lo vede',
    late: 'Risponde dopo dieci secondi',
    busy: 'È occupato',
    'never-answers': 'Squilla e non risponde mai',
    declines: 'Rifiuta la chiamata',
    'calls-back': 'Risponde; cinque secondi dopo che hai riagganciato ti richiama',
    'calls-back-withheld': 'Come sopra, ma richiama con il numero nascosto',
    voicemail: 'Cellulare con la segreteria: non preme 1, quindi non riceve le chiamate inoltrate che lo chiedono',
    'mobile-accepts': 'Cellulare: risponde dopo tre secondi e preme 1 quando gli viene chiesto',
    'mobile-never-answers': 'Cellulare che squilla e non risponde mai',
    emergency:
      'Anche 112, 113, 115 e 118 rispondono qui, con una voce di prova. Premi 9 durante la chiamata per essere richiamato.',
    credit: 'La voce degli annunci è di Carlo Flora, CC BY 3.0.',
  },
  rights: {
    accessibility: 'Accessibilità',
    accessibilityText: 'Il portale segue le WCAG 2.2, livello AA. Trovi un ostacolo? Diccelo.',
    accessibilityLink: 'Dichiarazione di accessibilità',
    privacy: 'Privacy',
    privacyText: 'Solo cookie tecnici, nessuna pubblicità. Nessuno può leggere la tua password.',
    privacyLink: 'Quali dati usiamo',
  },
  public: {
    signIn: 'Accedi',
    back: 'Torna al portale',
  },
  article: {
    start: {
      title: 'Prima di cominciare',
      lead: 'Per accedere servono il numero di telefono della tua linea e la password temporanea.',
      steps: '',
      after: lines(
        'La password temporanea è la stessa per tutti gli utenti del centralino. È arrivata con un’e-mail o un SMS ai recapiti dati in fase di sottoscrizione, oppure l’ha comunicata il tecnico.',
        'La password temporanea vale 365 giorni dall’attivazione del centralino.',
        'Scrivi il numero come vuoi: <b>0125 555 049</b>, <b>+39 0125 555049</b> e <b>00390125555049</b> sono lo stesso numero.',
        'Usa una versione recente di Edge, Firefox, Chrome o Safari, con JavaScript attivo.',
      ),
    },
    administrator: {
      title: 'Primo accesso: Amministratore',
      lead: 'Il primo ad accedere è l’Amministratore del centralino.',
      steps: lines(
        'Apri il portale, scrivi <b>Numero di telefono</b> e <b>Password</b> temporanea, poi premi <b>Accedi</b>.',
        'Alla domanda <b>Con quale profilo vuoi accedere?</b> scegli <b>Utente (End user)</b> e premi <b>Conferma</b>.',
        'In <b>Modificare la password</b> scrivi la <b>Vecchia password</b> (quella temporanea), la <b>Nuova password</b> e <b>Conferma la nuova password</b>. Premi <b>Modifica password</b>.',
        'Se non c’è ancora un’e-mail di riferimento si apre <b>Aggiungi un indirizzo e-mail</b>: scrivila e premi <b>Conferma</b>.',
        'Scrivi il codice di 6 cifre che ricevi a quell’indirizzo, oppure apri il link del messaggio.',
      ),
      after: lines(
        'La prima configurazione è finita. Per gestire il centralino apri l’icona utente in alto a destra e scegli <b>Passa al profilo amministratore</b>.',
      ),
    },
    byAdministrator: {
      title: 'Primo accesso degli utenti: lo fa l’Amministratore',
      lead: 'Per ogni linea servono una password propria e un’e-mail di riferimento. L’Amministratore può prepararle.',
      steps: lines(
        'Accedi con il profilo <b>Amministratore</b>: si apre <b>Gestione dati</b>.',
        'Nel tab <b>Utenti</b> trova la linea: scegli la Sede o scrivi in <b>Ricerca in qualsiasi campo</b>.',
        'Sulla riga apri <b>Azioni</b> e scegli <b>Visualizza configurazione</b>.',
        'Leggi <b>Attenzione</b> e premi <b>Continua</b>.',
        'In fondo alla pagina, nella sezione <b>Sicurezza</b>, premi la matita di <b>Modifica password</b> e poi <b>Conferma</b>.',
        'Se manca l’e-mail premi la matita di <b>Modifica email</b>, scrivila e premi <b>Conferma</b>.',
      ),
      after: lines(
        'La password impostata così è temporanea: al primo accesso l’utente dovrà cambiarla con una propria.',
        'L’utente vede che cosa hai fatto nella sua <b>Attività recente</b>.',
      ),
    },
    byUser: {
      title: 'Primo accesso: Utente (End user)',
      lead: 'Puoi fare tutto in autonomia, dalla tua utenza.',
      steps: lines(
        'Apri il portale e nel box a destra scrivi <b>Numero di telefono</b> e <b>Password</b>, cioè quella temporanea che ha l’Amministratore. Premi <b>Accedi</b>.',
        'In <b>Modificare la password</b> scrivi <b>Vecchia password</b>, <b>Nuova password</b> e <b>Conferma la nuova password</b>. Premi <b>Modifica password</b>.',
        'In <b>Aggiungi un indirizzo e-mail</b> scrivi la tua e-mail e premi <b>Conferma</b>. Se ora non puoi, premi <b>Più tardi</b>.',
        'Scrivi il codice di 6 cifre che ricevi, oppure apri il link del messaggio.',
      ),
      after: 'La tua password scade dopo 365 giorni: ti avvisiamo prima, per e-mail e nella <b>Home</b>.',
    },
    email: {
      title: 'Inserire o cambiare l’e-mail',
      lead: 'L’e-mail di riferimento serve per il Reset Password e per gli avvisi di sicurezza.',
      steps: lines(
        'Premi l’icona utente, l’omino in alto a destra, e scegli <b>Il mio profilo</b>.',
        'In fondo alla pagina, in <b>Sicurezza</b>, premi la matita di <b>Modifica email</b>, scrivi l’indirizzo e premi <b>Conferma</b>.',
        'Scrivi il codice di 6 cifre che ricevi al nuovo indirizzo, oppure apri il link del messaggio.',
      ),
      after: lines(
        'Se cambi un indirizzo già confermato, quello di prima resta valido fino alla conferma e riceve un avviso con cui puoi annullare.',
      ),
    },
    changePassword: {
      title: 'Modificare la password o il PIN',
      lead: 'Quando vuoi, da Il mio profilo.',
      steps: lines(
        'Premi l’icona utente e scegli <b>Il mio profilo</b>.',
        'In <b>Sicurezza</b> premi la matita di <b>Modifica password</b>: scrivi <b>Password attuale</b>, <b>Nuova password</b> e <b>Conferma la nuova password</b>, poi premi <b>Conferma</b>.',
        'Per il PIN dei servizi di chiamata premi la matita di <b>Modifica PIN</b>. Se non ricordi quello attuale premi <b>Non ricordi il PIN?</b>',
      ),
      after: 'Se cambi il PIN dei servizi di chiamata non riceverai nessun avviso di avvenuta modifica.',
    },
    forgotten: {
      title: 'Ho dimenticato la password',
      lead: 'Ricevi un’e-mail con le istruzioni per il ripristino.',
      steps: lines(
        'Nella pagina di accesso premi <b>Reset Password</b>.',
        'Scrivi il tuo numero di telefono e premi <b>Invia le istruzioni</b>.',
        'Apri il link del messaggio: vale 30 minuti e una volta sola.',
        'Scrivi di nuovo il numero e due volte la nuova password, poi premi <b>Modifica password</b>.',
        'Accedi con la nuova password.',
      ),
      after: lines(
        'Il messaggio arriva solo se la linea ha un’e-mail di riferimento. Se non c’è, l’Amministratore del centralino può inserirla: vedi “Primo accesso degli utenti: lo fa l’Amministratore”.',
      ),
    },
    expired: {
      title: 'La password è scaduta',
      lead: 'Ogni password vale 365 giorni. Ti avvisiamo 30, 14, 7, 3 giorni e un giorno prima.',
      steps: lines(
        'Prima della scadenza basta cambiarla: <b>Il mio profilo</b>, <b>Sicurezza</b>, <b>Modifica password</b>.',
        'Dopo la scadenza accedi come sempre: se hai un’e-mail confermata premi <b>Invia le istruzioni</b> e scegli una nuova password dal link.',
        'Se non hai un’e-mail confermata chiedi all’Amministratore del centralino una password temporanea.',
      ),
      after: lines(
        'Se sei l’Amministratore, la password è scaduta e non hai inserito un’e-mail, chiama il {{support}}: ripristina una password temporanea e un’e-mail.',
      ),
    },
    remember: {
      title: 'Ricordami e computer pubblici',
      lead: 'Sul tuo computer puoi evitare di scrivere ogni volta la password.',
      steps: lines(
        'Sul tuo computer seleziona <b>Ricordami su questo computer</b> prima di premere <b>Accedi</b>.',
        'Su un computer pubblico non selezionarla.',
        'Quando hai finito apri l’icona utente e premi <b>Esci</b>.',
      ),
      after: lines(
        'Hai dimenticato di uscire? Da un altro computer apri <b>Il mio profilo</b>, <b>Computer collegati</b>, e premi <b>Esci dagli altri dispositivi</b>.',
        'Su un computer ricordato le modifiche delicate chiedono di nuovo la password.',
      ),
    },
    profiles: {
      title: 'Passare da un profilo all’altro',
      lead: 'Chi ha i privilegi di Amministratore può accedere anche con la vista utente.',
      steps: lines(
        'Dopo <b>Accedi</b> scegli <b>Amministratore</b> o <b>Utente (End user)</b> e premi <b>Conferma</b>.',
        'Per cambiare vista apri l’icona utente e scegli <b>Passa al profilo amministratore</b> o <b>Passa al profilo utente</b>.',
      ),
      after: '',
    },
    safer: {
      title: 'Rendere più sicuro l’accesso',
      lead: 'Una passkey o un’app di autenticazione proteggono la linea anche se qualcuno scopre la password.',
      steps: lines(
        'Apri <b>Il mio profilo</b> e vai a <b>Accesso più sicuro</b>. Serve un’e-mail confermata.',
        'Premi <b>Aggiungi una passkey</b>, oppure <b>Attiva l’app</b> e inquadra il codice.',
        'Salva i <b>Codici di recupero</b>: servono se perdi il telefono o il dispositivo.',
      ),
      after: '',
    },
    whoToCall: {
      title: 'A chi rivolgersi',
      lead: 'Quando da solo non puoi andare avanti.',
      steps: '',
      after: lines(
        '<b>Sei un utente</b> senza e-mail e non ricordi la password: l’Amministratore del centralino inserisce la tua e-mail o ti dà una password temporanea.',
        '<b>Sei l’Amministratore</b> con la password scaduta e senza e-mail: chiama il {{support}}, che ripristina una password temporanea e un’e-mail.',
        '<b>Hai visto un’attività che non riconosci</b>: modifica la password, premi <b>Esci dagli altri dispositivi</b> e avvisa l’Amministratore.',
      ),
    },
  },
}

export default help
