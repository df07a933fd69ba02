/** What may change under somebody's eyes. Small: it says that something is new, and the page asks for it with its own rights. */
export type Notice = {
  readonly companyId: string
  readonly lineId: string
} & (
  | { readonly topic: 'calls' | 'messages' }
  /** A code for 1928, who looks at the line, what is proposed. */
  | { readonly topic: 'support' }
  /** The line was activated, or somebody has answered it. */
  | { readonly topic: 'activation' }
  /** `online`: whether one of the line's phones is connected now, where the teller knows. */
  | { readonly topic: 'phones'; readonly online?: boolean }
  /** `version` of the line's settings, so that the page that saved them need not ask. */
  | { readonly topic: 'call-settings'; readonly version: number }
  /** A call of the line: `over` ends it. */
  | { readonly topic: 'call'; readonly callId: string; readonly state: 'ringing' | 'in-call' | 'over' }
)

/** What a colleague sees of a line, and its owner of oneself. */
export type Presence = 'offline' | 'online' | 'ringing' | 'in-call'

/** Sent to a browser, as JSON in one SSE message. */
export type LiveMessage =
  | {
      readonly kind:
        | 'phones'
        | 'calls'
        | 'messages'
        | 'company-phones'
        | 'support'
        | 'activation'
        | 'company-activations'
    }
  | { readonly kind: 'call-settings'; readonly version: number }
  | { readonly kind: 'presence'; readonly lineId: string; readonly presence: Presence }
