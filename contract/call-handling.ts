import { z } from 'zod'
import { destinationClasses } from '#domain/dial-plan/destination-class.ts'
import { shownDestination, simulateBody, simulation } from './call-preview.ts'
import { changeBody, history, historyQuery, patterns, settingsState } from './call-settings.ts'
import { codeCard } from './code-card.ts'
import { routes } from './route.ts'
import { id, instant, typedNumber } from './words.ts'

const lineParams = z.strictObject({ lineId: id })
const changeParams = z.strictObject({ changeId: id })
const lineChangeParams = z.strictObject({ lineId: id, changeId: id })
const saveProblems = ['setting.refused', 'setting.conflict', 'step-up', 'pin.wrong', 'throttled', 'busy'] as const
const restoreBody = z.strictObject({ version: z.number().int().min(0), pin: z.string().max(12).optional() })

const permissionState = z.object({
  allowed: z.array(z.enum(destinationClasses)),
  /** What an administrator may switch; the rest only the provider (TEL-3). */
  mayChange: z.array(z.enum(destinationClasses)),
})

const companyBlock = z.object({
  id,
  /** A number, the beginning of one, or whoever withholds it. */
  caller: z.discriminatedUnion('kind', [...patterns]),
  note: z.string(),
  at: instant,
  by: z.string(),
})

export const callHandlingRoutes = routes({
  'GET /api/call-handling/settings': {
    summary: 'What happens to calls to one’s own line (guide figures 4 and 10)',
    may: 'see own call settings',
    answer: settingsState,
  },
  'POST /api/call-handling/settings': {
    summary: 'Change settings of one’s own line; those not named stay as they are',
    may: 'change own call settings',
    body: changeBody,
    answer: settingsState,
    problems: [...saveProblems, 'session.remembered'],
  },
  'POST /api/call-handling/destination': {
    summary: 'What a typed number or extension means as a forward, before it is saved',
    may: 'change own call settings',
    body: z.strictObject({ typed: typedNumber }),
    answer: shownDestination,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/history': {
    summary: 'Who changed which setting of one’s own line, newest first',
    may: 'see own call settings',
    query: historyQuery,
    answer: history,
  },
  'POST /api/call-handling/history/:changeId/restore': {
    summary: 'Put a setting back as it was before a change',
    may: 'change own call settings',
    params: changeParams,
    body: restoreBody,
    answer: settingsState,
    problems: [...saveProblems, 'session.remembered'],
  },
  'POST /api/call-handling/simulate': {
    summary: '"Prova": the way a call to one’s own line would take, and why',
    may: 'see own call settings',
    body: simulateBody,
    answer: simulation,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/codes': {
    summary: 'The star codes of this company’s phones, and how each service stands',
    may: 'see own call settings',
    answer: codeCard,
  },

  'GET /api/call-handling/lines/:lineId/settings': {
    summary: 'One line’s call settings, under an acting grant',
    may: 'see a line’s call settings',
    params: lineParams,
    answer: settingsState,
  },
  'POST /api/call-handling/lines/:lineId/settings': {
    summary: 'Change a line’s call settings for its user (spec/security 2.8)',
    may: 'change a line’s call settings',
    params: lineParams,
    body: changeBody,
    answer: settingsState,
    problems: ['setting.refused', 'setting.conflict', 'acting.not-allowed'],
  },
  'POST /api/call-handling/lines/:lineId/destination': {
    summary: 'What a typed number or extension means as a forward of this line',
    may: 'change a line’s call settings',
    params: lineParams,
    body: z.strictObject({ typed: typedNumber }),
    answer: shownDestination,
    problems: ['setting.refused', 'acting.not-allowed'],
  },
  'GET /api/call-handling/lines/:lineId/history': {
    summary: 'Who changed which setting of this line, newest first',
    may: 'see a line’s call settings',
    params: lineParams,
    query: historyQuery,
    answer: history,
  },
  'POST /api/call-handling/lines/:lineId/history/:changeId/restore': {
    summary: 'Put a setting of this line back as it was before a change',
    may: 'change a line’s call settings',
    params: lineChangeParams,
    body: restoreBody,
    answer: settingsState,
    problems: ['setting.refused', 'setting.conflict', 'acting.not-allowed'],
  },
  'POST /api/call-handling/lines/:lineId/simulate': {
    summary: '"Prova" for any line of the company',
    may: 'try a call to a line',
    params: lineParams,
    body: simulateBody,
    answer: simulation,
    problems: ['setting.refused'],
  },
  'GET /api/call-handling/lines/:lineId/codes': {
    summary: 'The star codes of this line’s phones, under an acting grant',
    may: 'see a line’s call settings',
    params: lineParams,
    answer: codeCard,
  },
  'GET /api/call-handling/lines/:lineId/call-permissions': {
    summary: 'Which destination classes a line may call (TEL-3)',
    may: 'see a line’s call permissions',
    params: lineParams,
    answer: permissionState,
  },
  'POST /api/call-handling/lines/:lineId/call-permissions': {
    summary: 'Open or close destination classes for a line; premium, satellite and high risk stay the provider’s',
    may: 'change a line’s call permissions',
    params: lineParams,
    body: z.strictObject({ allowed: z.array(z.enum(destinationClasses)).max(20) }),
    answer: permissionState,
    problems: ['setting.refused'],
  },

  'GET /api/call-handling/company-blocks': {
    summary: 'Callers the whole company turns away (spec/product 2.14, row 1)',
    may: 'manage the company’s dial plan',
    answer: z.object({ blocks: z.array(companyBlock) }),
  },
  'POST /api/call-handling/company-blocks': {
    summary: 'Turn a caller away from every line of the company',
    may: 'manage the company’s dial plan',
    body: z.strictObject({ caller: typedNumber, note: z.string().max(80).default('') }),
    answer: companyBlock,
    problems: ['setting.refused'],
  },
  'DELETE /api/call-handling/company-blocks/:blockId': {
    summary: 'Let a caller through again',
    may: 'manage the company’s dial plan',
    params: z.strictObject({ blockId: id }),
  },
})
