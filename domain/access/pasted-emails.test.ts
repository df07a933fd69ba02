import { expect, test } from 'vitest'
import { type PasteLine, readPastedEmails } from './pasted-emails.ts'

const line = (
  id: string,
  number: string,
  extension: string,
  name: string,
  more: Partial<PasteLine> = {},
): PasteLine => ({
  id,
  number,
  extension,
  name,
  role: 'user',
  account: 'live',
  email: null,
  emailStatus: 'none',
  ...more,
})

const lines = [
  line('giulia', '+390125555049', '049', 'Giulia Ferrero', { role: 'administrator' }),
  line('paolo', '+390125555013', '013', 'Paolo Actis'),
  line('nicolo', '+390125555022', '022', "Nicolò D'Angelo"),
  line('rossi1', '+390125555031', '031', 'Mario Rossi'),
  line('rossi2', '+390115557114', '114', 'Mario Rossi'),
  line('silvia', '+390115557118', '118', 'Silvia Bertone', { email: 'silvia@arredi.example', emailStatus: 'verified' }),
  line('luca', '+390115557121', '121', 'Luca Perotti', { email: 'luca@arredi.example', emailStatus: 'pending' }),
  line('ex', '+390115557122', '122', 'Ada Chiusa', { account: 'closed' }),
  line('me', '+390115557123', '123', 'Bruno Capo', { role: 'administrator' }),
]

/** Who each row was read as, and what would be done. */
const read = (text: string) =>
  readPastedEmails(text, lines, 'me').map(({ line: found, email, verdict }) => [found?.id ?? null, email, verdict])

test.each([
  ['tabs, from a spreadsheet', 'Paolo Actis\t0125 555 013\tp.actis@arredi.example'],
  ['semicolons and quotes', '"Actis, Paolo";"p.actis@arredi.example"'],
  ['commas, address first', 'p.actis@arredi.example,0125555013'],
  ['first and last name in two columns', 'Actis\tPaolo\tp.actis@arredi.example'],
  ['the extension', '013;p.actis@arredi.example'],
  ['the extension whose zero the spreadsheet took away', '13\tp.actis@arredi.example'],
  ['the number whose zero the spreadsheet took away', '125555013\tp.actis@arredi.example'],
  ['the number as E.164', '+390125555013;p.actis@arredi.example'],
  ['an address book', 'Paolo Actis <p.actis@arredi.example>'],
  ['a link', 'Paolo Actis\tmailto:p.actis@arredi.example'],
  ['other columns beside it', '7\tIvrea\tPaolo Actis\tStandard\tp.actis@arredi.example'],
])('%s', (_, text) => {
  expect(read(text)).toEqual([['paolo', 'p.actis@arredi.example', 'ready']])
})

test('accents and apostrophes do not part a name', () => {
  expect(read("nicolo' d angelo;n@arredi.example")).toEqual([[null, 'n@arredi.example', 'unknown']])
  expect(read("D'ANGELO NICOLO';n@arredi.example")).toEqual([['nicolo', 'n@arredi.example', 'ready']])
})

test('a heading, blank rows and rows without an address', () => {
  expect(read('Nome;E-mail\r\n\r\nPaolo Actis;\r\nPaolo Actis;p@arredi.example\r\n;;\r\n')).toEqual([
    [null, null, 'heading'],
    [null, null, 'no-email'],
    ['paolo', 'p@arredi.example', 'ready'],
  ])
  expect(readPastedEmails('Nome\n\nPaolo Actis;p@arredi.example', lines, 'me').map(({ row }) => row)).toEqual([1, 3])
})

test.each([
  ['nobody of this name', 'Anna Nessuno;a@arredi.example', null, 'unknown'],
  [
    'a number of somebody else wins over the name beside it',
    '06 5555 1234;Paolo Actis;a@arredi.example',
    null,
    'unknown',
  ],
  ['only an address', 'a@arredi.example', null, 'no-line'],
  ['an address that cannot be', 'Paolo Actis;p.actis@arredi', 'paolo', 'email-invalid'],
  ['two lines with this name', 'Mario Rossi;m@arredi.example', null, 'several'],
  ['a confirmed address is never replaced', '118;altra@arredi.example', 'silvia', 'already-verified'],
  ['the address that waits already', '121;LUCA@arredi.example', 'luca', 'same-address'],
  ['another one for it', '121;l.perotti@arredi.example', 'luca', 'ready'],
  ['a closed line', '122;a@arredi.example', 'ex', 'closed'],
  ['another administrator', '049;g@arredi.example', 'giulia', 'administrator'],
  ['oneself', '123;b@arredi.example', 'me', 'own'],
])('%s', (_, text, id, verdict) => {
  const [row] = readPastedEmails(text, lines, 'me')
  expect({ id: row?.line?.id ?? null, verdict: row?.verdict }).toEqual({ id, verdict })
})

test('two lines with one name are offered to choose from', () => {
  const [row] = readPastedEmails('Rossi Mario;m@arredi.example', lines, 'me')
  expect(row?.candidates.map(({ id }) => id)).toEqual(['rossi1', 'rossi2'])
})

test('the same line twice, and a mailbox on too many lines', () => {
  expect(read('013;a@arredi.example\n013;b@arredi.example').map(([, , verdict]) => verdict)).toEqual(['ready', 'twice'])
  const many = Array.from({ length: 22 }, (_, i) =>
    line(`l${i}`, `+3901255560${10 + i}`, String(200 + i), `Utente ${i}`),
  )
  const text = many.map(({ extension }) => `${extension};centralino@arredi.example`).join('\n')
  const verdicts = readPastedEmails(text, many, 'me').map(({ verdict }) => verdict)
  expect(verdicts.filter((verdict) => verdict === 'ready')).toHaveLength(20)
  expect(verdicts.slice(20)).toEqual(['too-many-lines', 'too-many-lines'])
})
