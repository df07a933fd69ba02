/**
 * The browser's side of `browser-phone.ts`, as a web phone would be written: SIP.js with its own session description
 * handler, the microphone the browser offers, the sound in an element of the page.
 */
import { Web } from '/sip.js/index.js'

const receiver = document.querySelector('audio')
let phone
let frequencies
const happened = { rings: false, answered: false, over: false }

window.begins = async ({ server, user, domain, secret }) => {
  phone = new Web.SimpleUser(server, {
    aor: `sip:${user}@${domain}`,
    // A telephone's sound as it is: what makes speech nicer takes a tone away.
    media: {
      constraints: {
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
        video: false,
      },
      remote: { audio: receiver },
    },
    userAgentOptions: { authorizationUsername: user, authorizationPassword: secret, logLevel: 'error' },
    delegate: {
      onCallReceived: () => Object.assign(happened, { rings: true, answered: false, over: false }),
      onCallAnswered: () => Object.assign(happened, { rings: false, answered: true }),
      onCallHangup: () => Object.assign(happened, { rings: false, answered: false, over: true }),
    },
  })
  await phone.connect()
  await new Promise((resolve, reject) =>
    phone.register({ requestDelegate: { onAccept: resolve, onReject: ({ message }) => reject(message.statusCode) } }),
  )
}
window.calls = (target) => {
  Object.assign(happened, { rings: false, answered: false, over: false })
  return phone.call(target)
}
window.answers = () => phone.answer()
window.hangsUp = () => phone.hangup()
window.holds = () => phone.hold()
window.resumes = () => phone.unhold()
window.happened = () => happened
window.caller = () => phone.session.remoteIdentity.uri.user

/** The loudest frequency that comes in, with its level in dB, as the page could draw it. */
window.hears = () => {
  const stream = phone.remoteMediaStream
  if (frequencies?.stream !== stream) {
    const audio = new AudioContext()
    const analyser = new AnalyserNode(audio, { fftSize: 8192, smoothingTimeConstant: 0 })
    audio.createMediaStreamSource(stream).connect(analyser)
    frequencies = { stream, analyser, levels: new Float32Array(analyser.frequencyBinCount), rate: audio.sampleRate }
  }
  const { analyser, levels, rate } = frequencies
  analyser.getFloatFrequencyData(levels)
  const loudest = levels.indexOf(Math.max(...levels))
  return { frequency: (loudest * rate) / analyser.fftSize, level: levels[loudest] }
}

/** What the browser counts of the call's sound (W3C webrtc-stats). */
window.counts = async () => {
  const stats = [...(await phone.session.sessionDescriptionHandler.peerConnection.getStats()).values()]
  const of = (type) => stats.find((one) => one.type === type) ?? {}
  const received = of('inbound-rtp')
  return {
    received: received.bytesReceived ?? 0,
    lost: received.packetsLost ?? 0,
    sent: of('outbound-rtp').bytesSent ?? 0,
    codec: stats.find((one) => one.id === received.codecId)?.mimeType ?? '',
    dtls: of('transport').dtlsState ?? '',
    cipher: of('transport').srtpCipher ?? '',
  }
}
