import type { CompanyFileCode, CompanyFileWarningCode } from '#domain/provider/company-file-problem.ts'

/** What is wrong, or worth knowing, in the file of a company’s lines: one sentence a code. */
const companyFile = {
  place: {
    file: 'Il file',
    row: 'Riga {{row}}',
    cell: 'Riga {{row}}, colonna {{column}}',
  },
  problems: {
    'file-empty': 'Non contiene nessuna linea.',
    'file-not-text': 'Non è un elenco: servono un file CSV o di testo, o una cartella di Excel (.xlsx).',
    'file-too-large': 'È troppo grande: al massimo 16 MB.',
    'file-unreadable': 'È un file di Excel che non si può leggere: salvalo di nuovo, o come CSV.',
    'file-locked': 'È protetto da una password: toglila e riprova.',
    'too-many-rows': 'Ha troppe righe: al massimo 40.000 linee.',
    'too-many-columns': 'Ha {{value}} colonne: al massimo 50.',
    'heading-missing': 'Manca la colonna “{{value}}”.',
    'heading-twice': 'La colonna “{{value}}” c’è due volte.',
    'quote-open': 'Le virgolette sono aperte e mai chiuse.',
    'row-short': 'La riga è troppo corta: ha solo {{value}} celle.',
    'row-long': 'La riga è troppo lunga: ha {{value}} celle, più delle intestazioni.',
    'cell-too-long': 'Il testo è troppo lungo: al massimo 256 caratteri.',
    'number-missing': 'Manca il numero di telefono.',
    'number-unreadable': '“{{value}}” non è un numero di telefono.',
    'number-missing-zero': 'A “{{value}}” manca lo zero iniziale.',
    'number-not-own': '“{{value}}” non è un numero di rete fissa: non può essere quello di una linea.',
    'number-twice': 'Il numero “{{value}}” è già alla riga {{otherRow}}.',
    'number-outside-blocks': 'Il numero “{{value}}” non è in nessuna serie del cliente.',
    'number-in-use': 'Il numero “{{value}}” è già di un altro cliente.',
    'extension-shape': '“{{value}}” non è un interno: servono da 2 a 6 cifre.',
    'extension-emergency': 'L’interno “{{value}}” coprirebbe il numero di emergenza. Scegline un altro.',
    'extension-twice': 'L’interno “{{value}}” è già alla riga {{otherRow}}.',
    'extension-in-use': 'L’interno “{{value}}” è già di una linea del cliente che non è nel file.',
    'name-missing': 'Manca il nome.',
    'name-too-long': 'Il nome è troppo lungo: al massimo 60 caratteri.',
    formula: '“{{value}}” è una formula: scrivi il testo.',
    'site-missing': 'Manca la sede.',
    'site-too-long': 'Il nome della sede è troppo lungo: al massimo 60 caratteri.',
    'site-unknown': 'La sede “{{value}}” non esiste.',
    'service-missing': 'Manca il servizio.',
    'service-unknown': 'Il servizio “{{value}}” non esiste.',
    'user-type-unknown': '“{{value}}” non è un tipo di utenza: scrivi Utente, Amministratore o Posto operatore.',
    'email-invalid': '“{{value}}” non è un indirizzo e-mail.',
    'email-too-many-lines': 'L’indirizzo “{{value}}” è già su 20 linee: è il massimo.',
    'mobile-invalid': '“{{value}}” non è un numero di cellulare.',
  } satisfies Record<CompanyFileCode, string>,
  warnings: {
    'heading-unknown': 'La colonna “{{value}}” non è conosciuta e non viene letta.',
    'shadows-service-number': 'L’interno “{{value}}” copre un numero di emergenza o di pubblica utilità.',
  } satisfies Record<CompanyFileWarningCode, string>,
}

export default companyFile
