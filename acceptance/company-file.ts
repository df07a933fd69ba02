import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A provider's file for a small new customer, as a spreadsheet saves it. */
export async function writeCompanyFile(administrator: string, ...users: string[]): Promise<string> {
  const rows = [administrator, ...users].map((number, i) => {
    const [name, type] = i === 0 ? ['Ludovica Perù', 'Amministratore'] : [`Utente Numero ${i}`, 'Utente']
    return `${number};${20 + i};${name};Aosta;Standard;${type};;`
  })
  const heading = 'Numero di telefono;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail;Cellulare'
  const file = join(await mkdtemp(join(tmpdir(), 'osw-file-')), 'linee.csv')
  await writeFile(file, `\ufeff${[heading, ...rows].join('\r\n')}\r\n`)
  return file
}

/** A generated temporary password, as it is printed, mailed and texted. */
export const temporaryPasswordIn = (text: string): string | undefined =>
  /\b[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){3}\b/.exec(text)?.[0]
