import { z } from 'zod'
import { sessionState } from './access.ts'
import { filter } from './directory.ts'
import { routes } from './route.ts'
import { firstAccessState, id, instant, mailedToken, typedNumber, typedPassword } from './words.ts'

/**
 * The administrator's first-access cockpit (spec/product 7.2.5; spec/security 1.4.7 to 1.4.12): who is still to come,
 * how they are reached, and who has just come in.
 */

/** Made by the page at each press: the same press sent twice is one job. */
const pressKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/**
 * Some lines by their ids, every line that search and filters find, or all that have not finished the first access: of
 * the last two the server decides which they are, and refuses when their number is no longer the one that the
 * administrator has confirmed.
 */
export const selection = z.union([
  z.strictObject({ lineIds: z.array(id).min(1).max(300) }),
  z.strictObject({
    filter: z.strictObject({ ...filter, descending: z.boolean().default(false) }),
    count: z.number().int().min(1).max(50_000),
  }),
  z.strictObject({ missing: z.literal(true), count: z.number().int().min(1).max(50_000) }),
])

export const bulkAction = z.enum(['remind', 'invite', 'temporary-password', 'move'])

/** Why one line of a job was left out. */
export const refusedReason = z.enum([
  'gone',
  'closed',
  'disabled',
  'self',
  'administrator',
  'completed',
  'activated',
  'no-address',
  'reminded-today',
  'invited',
  'shared-closed',
  'expired',
  'same-site',
])

const job = z.object({
  id,
  action: bulkAction,
  total: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  /** How many of those done went by text message. */
  bySms: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** Until when the personal sheets can still be printed; null when there are none. */
  sheetsUntil: instant.nullable(),
})

const startedJob = z.object({ jobId: id, total: z.number().int() })
const begin = { key: pressKey, selection }
const selectionProblems = ['selection.empty', 'selection.changed', 'selection.too-many', 'throttled'] as const

const lineName = z.object({ lineId: id, number: z.string(), extension: z.string(), name: z.string() })
const count = z.number().int()

/** One row of what was pasted, and what would be done with it. */
export const pastedRow = z.object({
  row: z.number().int(),
  /** The cells as they were pasted, shortened. */
  typed: z.string(),
  email: z.string().nullable(),
  line: lineName.nullable(),
  verdict: z.enum([
    'ready',
    'heading',
    'no-email',
    'email-invalid',
    'no-line',
    'unknown',
    'several',
    'own',
    'administrator',
    'closed',
    'already-verified',
    'same-address',
    'twice',
    'too-many-lines',
  ]),
  /** Lines with this name, to choose one. */
  candidates: z.array(lineName),
})

export const activationRow = z.object({
  id,
  lineId: id,
  number: z.string(),
  name: z.string(),
  at: instant,
  ip: z.string(),
  /** Browser and system in words. */
  label: z.string(),
  secret: z.enum(['shared', 'temporary', 'invitation']),
  state: z.enum(['open', 'confirmed', 'objected']),
  /** By an administrator, or by digits dialled from the line's own phone (1.4.12). */
  confirmedBy: z.enum(['administrator', 'phone']).nullable(),
  /** The last one of its line, and of a user: it can be confirmed or objected to. */
  current: z.boolean(),
})

export const firstAccessRoutes = routes({
  'GET /api/first-access': {
    summary: 'The first-access cockpit: who is missing, how they can be reached, the shared password',
    may: 'see the first-access cockpit',
    answer: z.object({
      total: count,
      counts: z.record(firstAccessState, count),
      /** In service, and not through the first access. */
      missing: count,
      reminder: z.object({
        byEmail: count,
        bySms: count,
        remindedToday: count,
        /** Have a personal invitation that nobody has opened yet. */
        invited: count,
        unreachable: count,
        /** The first hundred of them. */
        unreachableLines: z.array(lineName),
      }),
      shared: z.object({
        state: z.enum(['open', 'closed']),
        /** Open until then, where it was reopened for some days. */
        openUntil: instant.nullable(),
        setAt: instant,
        expiresAt: instant,
        /** Lines that it still opens. */
        lines: count,
        /** The company is a month old and lines are still untouched: better close it (1.4.11). */
        closeSuggested: z.boolean(),
        /** Whoever activates waits for an administrator (1.4.13). */
        approve: z.boolean(),
        /** It opens administrators' lines only; users come by personal invitation (1.4.10). */
        invitationsOnly: z.boolean(),
      }),
      /** Activations that nobody has confirmed or objected to in their first day. */
      newActivations: count,
      /** Jobs of the last day, newest first. */
      jobs: z.array(job),
    }),
  },
  'POST /api/first-access/reminders': {
    summary: '"Sollecita": a mail or text message to each of them who has not finished, once a day',
    may: 'remind of the first access',
    body: z.strictObject(begin),
    answer: startedJob,
    problems: [...selectionProblems],
  },
  'POST /api/first-access/invitations': {
    summary: 'A personal one-time link, good for 72 hours, in place of the shared temporary password (1.4.10)',
    may: 'change a line’s first access',
    body: z.strictObject(begin),
    answer: startedJob,
    problems: [...selectionProblems],
  },
  'POST /api/first-access/temporary-passwords': {
    summary: 'A generated temporary password of its own for each line, handed over on personal sheets',
    may: 'change a line’s first access',
    body: z.strictObject(begin),
    answer: startedJob,
    problems: [...selectionProblems],
  },
  'POST /api/first-access/moves': {
    summary: '"Cambia Sede" for many lines',
    may: 'move lines to another site',
    body: z.strictObject({ ...begin, siteId: id }),
    answer: startedJob,
    problems: [...selectionProblems, 'not-found'],
  },
  'POST /api/first-access/selection/export': {
    summary: 'The selected lines as a CSV file that can be imported again',
    may: 'export the company directory',
    body: z.strictObject({ selection }),
    answer: 'csv',
    file: 'utenti.csv',
    problems: [...selectionProblems],
  },
  'GET /api/first-access/jobs/:jobId': {
    summary: 'How far a job is, and which lines it has left out',
    may: 'see the first-access cockpit',
    params: z.strictObject({ jobId: id }),
    answer: z.object({
      job,
      reasons: z.array(z.object({ reason: refusedReason, lines: count })),
      /** The first two hundred that were left out. */
      refusedLines: z.array(lineName.extend({ reason: refusedReason })),
    }),
  },
  'POST /api/first-access/jobs/:jobId/sheets': {
    summary: 'The personal sheets of a job, one page a line, while they can be printed',
    may: 'change a line’s first access',
    params: z.strictObject({ jobId: id }),
    answer: 'pdf',
    file: 'fogli-personali.pdf',
    problems: ['not-found'],
  },
  'POST /api/first-access/jobs/:jobId/sheets/forget': {
    summary: '"Ho finito": nobody can read the passwords of these sheets any more',
    may: 'change a line’s first access',
    params: z.strictObject({ jobId: id }),
    problems: ['not-found'],
  },

  'POST /api/first-access/emails/check': {
    summary: 'Reads e-mails pasted from a spreadsheet; changes nothing',
    may: 'see the first-access cockpit',
    body: z.strictObject({ text: z.string().min(1).max(400_000) }),
    answer: z.object({ rows: z.array(pastedRow), ready: count }),
    problems: ['paste.too-long'],
    largestBody: 512 * 1024,
  },
  'POST /api/first-access/emails': {
    summary: 'Enters the e-mails of a checked paste, all or none; each owner confirms by mail',
    may: 'change a line’s first access',
    body: z.strictObject({
      rows: z
        .array(z.strictObject({ lineId: id, email: z.string().min(1).max(300) }))
        .min(1)
        .max(5_000),
    }),
    answer: z.object({ entered: count }),
    problems: ['paste.changed'],
    largestBody: 512 * 1024,
  },

  'GET /api/first-access/activations': {
    summary: 'Who has made the first access, when and from where (1.4.8)',
    may: 'see the first-access cockpit',
    query: z.strictObject({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
    answer: z.object({ total: count, page: count, size: count, activations: z.array(activationRow) }),
  },
  'POST /api/first-access/activations/:activationId/confirm': {
    summary: '"Conferma attivazione": lifts the history veil at once (1.4.7)',
    may: 'remind of the first access',
    params: z.strictObject({ activationId: id }),
    problems: ['not-found', 'activation.over'],
  },
  'POST /api/first-access/activations/:activationId/objection': {
    summary: '"Non riconosco": whoever came in is out, and the line goes back to its first access (1.4, admin_reopen)',
    may: 'change a line’s first access',
    params: z.strictObject({ activationId: id }),
    body: z.strictObject({ number: typedNumber }),
    answer: z.object({
      temporaryPassword: z.string(),
      expiresAt: instant,
      phonesRemoved: count,
      settingsRestored: count,
    }),
    problems: ['not-found', 'activation.over', 'person.number', 'busy'],
  },

  'POST /api/me/line-proof': {
    summary: 'Digits to dial from the line’s own phone, which confirm its activation (1.4.12)',
    may: 'prove one’s own line',
    answer: z.object({
      /** As it is dialled. */
      code: z.string(),
      /** From which phones it counts. */
      phones: z.array(z.string()),
      expiresAt: instant,
    }),
    problems: ['line-proof.none'],
  },

  'POST /api/first-access/settings': {
    summary: 'How lines are activated: each approved by an administrator, by personal invitation only (1.4.10, 1.4.13)',
    may: 'set how lines are activated',
    body: z.strictObject({ approve: z.boolean(), invitationsOnly: z.boolean() }),
  },
  'POST /api/first-access/shared-password/close': {
    summary: '"Chiudi primo accesso": the shared temporary password opens nothing (1.4.11)',
    may: 'change the shared password',
    answer: z.object({ lines: count }),
  },
  'POST /api/first-access/shared-password/reopen': {
    summary: 'Opens it again for some days',
    may: 'change the shared password',
    body: z.strictObject({ days: z.number().int().min(1).max(30) }),
    answer: z.object({ openUntil: instant }),
    problems: ['shared.expired'],
  },
  'POST /api/first-access/shared-password/rotate': {
    summary:
      '"Rigenera": a new shared temporary password; the old one is dead for every line not yet activated (1.4.2)',
    may: 'change the shared password',
    body: z.strictObject({ deliver: z.enum(['show', 'send']) }),
    answer: z.object({
      /** Shown once; null when it was sent to the contract's contact. */
      temporaryPassword: z.string().nullable(),
      sentTo: z.string().nullable(),
      lines: count,
    }),
    problems: ['shared.no-contact', 'shared.expired', 'busy'],
  },

  'POST /api/invitation': {
    summary: 'A personal invitation is accepted: the number again and an own password; goes on as the first access',
    may: 'accept a personal invitation',
    body: z.strictObject({ token: mailedToken, number: typedNumber, newPassword: typedPassword }),
    answer: z.object({ session: sessionState }),
    problems: ['link.invalid', 'password.refused', 'busy', 'throttled'],
  },
})
