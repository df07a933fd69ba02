/** What SIPp says and waits for. Fields of its input file: user; domain; its proof; number of the line. */

const scenario = (name: string, ...steps: string[]): string =>
  `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="${name}">\n${steps.join('\n')}\n</scenario>\n`

const send = (lines: readonly string[], more = ''): string => `<send ${more}><![CDATA[\n${lines.join('\n')}\n]]></send>`
const via = 'Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]'

const register = (phones: number, sequence: number, proof: readonly string[]) => [
  'REGISTER sip:[field1] SIP/2.0',
  via,
  'From: <sip:[field0]@[field1]>;tag=[call_number]',
  'To: <sip:[field0]@[field1]>',
  'Call-ID: [call_id]',
  `CSeq: ${sequence} REGISTER`,
  `Contact: <sip:[field0]@127.0.0.1:${phones}>`,
  'Max-Forwards: 70',
  'Expires: 3600',
  ...proof,
  'Content-Length: 0',
  '',
]

/** A phone registers: asked once who it is. */
export const registration = (phones: number): string =>
  scenario(
    'register',
    send(register(phones, 1, []), 'retrans="500"'),
    '<recv response="401" auth="true"></recv>',
    send(register(phones, 2, ['[field2]']), 'retrans="500" start_rtd="1"'),
    '<recv response="200" rtd="1"></recv>',
  )

const sdp = [
  'v=0',
  'o=- 1 1 IN IP4 [local_ip]',
  's=-',
  'c=IN IP4 [media_ip]',
  't=0 0',
  'm=audio [media_port] RTP/AVP 8',
  'a=rtpmap:8 PCMA/8000',
]
const withBody = (sound: boolean): string[] =>
  sound ? ['Content-Type: application/sdp', 'Content-Length: [len]', '', ...sdp] : ['Content-Length: 0', '']

const dialog = (method: string, sequence: number): string[] => [
  via,
  'From: <sip:+390115550101@provider.example>;tag=[call_number]',
  `To: <sip:[field3]@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}`,
  'Call-ID: [call_id]',
  `CSeq: ${sequence} ${method}`,
  'Max-Forwards: 70',
]

/** Somebody outside calls a number of ours, talks for a fifth of a second and hangs up. */
export const caller = ({ sound }: { sound: boolean }): string =>
  scenario(
    'call',
    send(
      [
        'INVITE sip:[field3]@[remote_ip]:[remote_port] SIP/2.0',
        ...dialog('INVITE', 1),
        'Contact: <sip:provider@[local_ip]:[local_port]>',
        ...withBody(sound),
      ],
      'retrans="500" start_rtd="1"',
    ),
    '<recv response="100" optional="true"></recv>',
    '<recv response="180" rtd="1"></recv>',
    '<recv response="200" rrs="true"></recv>',
    send(['ACK [next_url] SIP/2.0', ...dialog('ACK', 1), '[routes]', 'Content-Length: 0', '']),
    '<pause milliseconds="200"/>',
    send(['BYE [next_url] SIP/2.0', ...dialog('BYE', 2), '[routes]', 'Content-Length: 0', ''], 'retrans="500"'),
    '<recv response="200"></recv>',
  )

const answer = (status: string, more: readonly string[]): string[] => [
  `SIP/2.0 ${status}`,
  '[last_Via:]',
  '[last_Record-Route:]',
  '[last_From:]',
  '[last_To:];tag=[pid]-[call_number]',
  '[last_Call-ID:]',
  '[last_CSeq:]',
  'Contact: <sip:phone@[local_ip]:[local_port]>',
  ...more,
]

/** A phone that rings, and answers after 50 ms (spec/telephony 2: sooner, two answers may overtake each other). */
export const callee = ({ sound }: { sound: boolean }): string =>
  scenario(
    'answer',
    '<recv request="INVITE"></recv>',
    send(answer('180 Ringing', ['Content-Length: 0', ''])),
    '<pause milliseconds="50"/>',
    send(answer('200 OK', withBody(sound)), 'retrans="500"'),
    '<recv request="ACK" rtd="true"></recv>',
    '<recv request="BYE"></recv>',
    send([
      'SIP/2.0 200 OK',
      '[last_Via:]',
      '[last_From:]',
      '[last_To:]',
      '[last_Call-ID:]',
      '[last_CSeq:]',
      'Content-Length: 0',
      '',
    ]),
  )
