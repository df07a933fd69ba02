import { headerOf, type SipRequest } from '../outside-world/sip-message.ts'
import { openTransactions } from '../outside-world/transactions.ts'

/** A provider that wants to know who we are (RFC 3261 22): takes our registration only then, and is busy only then. */
export async function openAskingProvider(
  port: number,
): Promise<{ readonly seen: readonly SipRequest[]; close(): void }> {
  const seen: SipRequest[] = []
  const transactions = await openTransactions(
    { host: '127.0.0.1', port },
    {
      onRequest: ({ request, respond }) => {
        seen.push(request)
        const proof = headerOf(request, 'Authorization') || headerOf(request, 'Proxy-Authorization')
        if (!proof) {
          const challenge = 'Digest realm="voce.example", nonce="abc", qop="auth", algorithm=MD5'
          const asks = request.method === 'REGISTER'
          return respond(asks ? 401 : 407, 'Who?', [[asks ? 'WWW-Authenticate' : 'Proxy-Authenticate', challenge]])
        }
        if (request.method === 'REGISTER')
          return respond(200, 'OK', [['Contact', `${headerOf(request, 'Contact')};expires=600`]])
        respond(486, 'Busy Here')
      },
      onCancel: () => undefined,
      onAck: () => undefined,
      onAnswerAgain: () => undefined,
    },
  )
  return { seen, close: () => transactions.close() }
}
