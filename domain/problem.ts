/**
 * The closed list of problem codes. A code travels as the `type` of an RFC 9457 problem
 * (`/problems/<code>`); its sentence lives in `translations/<language>/problems.ts`.
 * Each row: HTTP status and what it means to the caller.
 */
export const problems = {
  'request.malformed': [400, 'The request does not have the shape of the contract; `fields` names what is off'],
  'request.too-large': [413, 'The body is larger than the route takes'],
  'request.media-type': [415, 'Only application/json is read'],
  'request.cross-site': [403, 'The request does not come from the portal’s own pages'],
  'method.unknown': [405, 'No such method at this address'],
  'not-found': [404, 'No such thing, or not of your company'],
  unexpected: [500, 'Our fault; `requestId` finds it in the log'],
  unavailable: [503, 'The database does not answer'],
  busy: [503, 'Too many sign-ins at once; `retryAfter` seconds'],

  'session.none': [401, 'Nobody is signed in, or the session has ended'],
  gate: [403, 'The first access is not finished; `step` says what is missing'],
  forbidden: [403, 'This person may not do that'],
  'view.administrator': [403, 'Only in the administrator’s view'],
  'whole-company': [403, 'Only for an administrator of the whole company; this one answers for some sites'],
  'step-up': [403, 'The password must be given again first'],
  'session.remembered': [403, 'A remembered computer may look, not do this, before the password'],
  'person.refused': [409, 'That cannot be done to this line; `reason` says why'],
  'person.name': [422, 'A person needs a name that can be read'],
  'person.mobile': [422, 'Not a mobile number'],
  'person.number': [422, 'What was typed is not this line’s number'],
  'person.changed': [409, 'Somebody else has changed these details meanwhile; read them again'],
  'acting.missing': [403, 'No live acting grant for this line'],
  'acting.not-allowed': [409, 'This line cannot be configured by you; `reason` says why'],
  'email.not-verified': [403, 'Waits until the e-mail address is verified'],

  'sign-in.refused': [401, 'Number or password not correct; the same for every cause'],
  throttled: [429, 'Too many tries; `retryAfter` seconds'],
  'second-factor.wrong': [422, 'The code or passkey was not accepted'],
  'password.wrong': [422, 'The current password is not correct'],
  'password.refused': [422, 'The new password breaks a rule; `flaws` lists which'],
  'email.invalid': [422, 'Not an e-mail address'],
  'email.too-many-lines': [422, 'This address already serves too many lines'],
  'email.already-verified': [409, 'A verified address is not replaced by somebody else'],
  'email.code-wrong': [422, 'Wrong code; `triesLeft` says how many tries remain'],
  'email.code-expired': [422, 'The code is no longer valid; ask for a new one'],
  'email.resend-wait': [429, 'A message was just sent; `retryAfter` seconds'],
  'email.cannot-postpone': [409, 'The e-mail can no longer be postponed'],
  'link.invalid': [410, 'The link was used, replaced, is too old, or the number does not match'],
  'pin.wrong': [422, 'The current PIN is not correct'],
  'pin.refused': [422, 'The new PIN breaks a rule; `flaws` lists which'],
  'phone.limit': [409, 'The line has as many phones as its service profile allows'],
  'phone.name': [422, 'A phone needs a name that can be read'],
  'phone.mac': [422, 'Not the hardware address of a phone'],
  'phone.mac-taken': [409, 'Another phone of the company has this hardware address'],
  'selection.empty': [422, 'No line is selected'],
  'selection.changed': [409, 'Search and filters find another number of lines now; `count` says how many'],
  'selection.too-many': [422, 'More lines than can be done at once; `most` says how many can'],
  'paste.too-long': [422, 'More rows than are read at once; `most` says how many can'],
  'paste.changed': [409, 'A line is no longer as it was when the paste was checked; nothing was entered'],
  'line-proof.none': [409, 'This activation cannot be proved by telephone'],
  'activation.over': [409, 'This activation has been answered, or another way in has replaced it'],
  'shared.expired': [409, 'The year of the shared temporary password is over'],
  'delivery.over': [409, 'It has been delivered, sent again or replaced meanwhile; read the list again'],
  'delivery.no-way': [409, 'The contract names nobody who can be reached that way'],
  'shared.no-contact': [409, 'The contract names nobody who can be written to'],
  'setting.refused': [422, 'A call setting breaks a rule; `setting` and `reason` say which'],
  'setting.conflict': [409, 'Somebody else has changed the same setting meanwhile; read it again'],
  'draft.conflict': [409, 'Somebody else has saved the draft meanwhile; `by` says who'],
  'draft.activated': [409, 'The customer has been activated already; `companyId` finds it'],
  'draft.incomplete': [422, 'The draft lacks something; read it again'],
  'draft.line-refused': [422, 'A cell of the line will not do; `flaws` lists `column:code`'],
  'company.closed': [409, 'The contract of this customer has ended'],
  'import.refused': [422, 'Not a file that can be read; `reason` says why'],
  'import.sheet': [409, 'The workbook has several sheets; `sheets` lists them, to send it again with one'],
  'import.columns': [422, 'A column that is needed is missing, or there twice; `missing` and `doubled` say which'],
  'import.busy': [409, 'Somebody is working on this import now'],
  'import.ended': [409, 'This import has ended: it was imported or thrown away'],
  'import.changed': [409, 'What would be imported is not what was shown; look again'],
  'import.bad-rows': [409, 'Rows with problems are corrected or left out first; `rows` says how many'],
  'import.licences': [
    409,
    'More lines than licences: `lines` would have the profile `service`, and the contract gives `licences`',
  ],
  'staff.sign-in-refused': [401, 'E-mail or password not correct; the same for every cause'],
  'staff.password-expired': [403, 'The temporary password of a member of staff is too old; a supervisor gives another'],
  'language.not-offered': [409, 'The contract of the company does not offer this language'],
  'customer.state': [409, 'The customer is not in a state for that'],
  'customer.name': [422, 'The name written for confirmation is not the customer’s'],
  'staff.email-taken': [409, 'A member of staff signs in with this address already'],
  'staff.last-supervisor': [409, 'Nobody could manage the staff any more'],
  'second-factor.last': [409, 'The provider’s people keep at least one second factor'],
  'restore.refused': [409, 'This administrator may not be restored now; `reason` says why'],
  'restore.same-person': [403, 'Whoever asked for a restore does not decide it'],
  'restore.decided': [409, 'Somebody has decided the request meanwhile, or it has ended'],
  'history.gone': [409, 'What this entry of the history is about does not exist any more'],
  'site.name-taken': [409, 'Another site of the company has this name'],
  'site.refused': [422, 'Something about the site cannot be; `flaws` lists what'],
  'site.in-use': [409, 'Lines have this site; `lines` says how many'],
  'code.conflict': [409, 'An extension or code stands in the way of another; `kind`, `code` and `with` say which'],
  'extension.range': [422, 'Not a range of extensions, or another site has a part of it; `reason` says which'],
  'support.code-wrong': [422, 'No code like that is good for this number now'],
  'support.visit-over': [409, 'The customer or the clock has closed the diagnosis'],
  'support.proposal-waiting': [409, 'One proposal at a time'],
  'support.proposal-impossible': [409, 'The change would do nothing for this line'],
  'support.proposal-over': [409, 'The proposal was answered or taken back meanwhile'],
  'device.not-found': [404, 'That sign-in has already ended'],
} as const satisfies Record<string, readonly [status: number, meaning: string]>

export type ProblemCode = keyof typeof problems

/** Facts a sentence may need: seconds, tries, names of rules. Never secrets, never other people's data. */
export type ProblemFacts = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** Thrown by rules and actions; `api/http` turns it into the answer. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly facts: ProblemFacts

  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.facts = facts
  }

  /** HTTP status of the code. */
  get status(): number {
    return problems[this.code][0]
  }
}
