// Styles of the first screen come with the page; later ones come with the chunk that needs them.
import './design/tokens.css'
import './design/base.css'
import './design/controls.css'
import './design/Wordmark.css'
import './design/Switchboard.css'
import './design/Note.css'
import './design/Empty.css'
import './front-door/door.css'
import { fetchAhead } from './shell/ahead.ts'
import { readSession } from './shell/session.ts'
import { fetchDoorWords } from './shell/words.ts'

// Everything the first screen needs starts at once: the session, the words, the application. No top-level
// `await`: the application imports from this file, so each would wait for the other.
fetchDoorWords()
if (/^\/provider(?:\/|$)/.test(location.pathname)) {
  // The provider's own people: another door, another session, another application.
  void import('./provider/staff-session.ts').then(async ({ readStaffSession }) => {
    const session = readStaffSession()
    const { start } = await import('./provider/start.tsx')
    await start(session)
  })
} else {
  const session = readSession()
  void session.then(fetchAhead)
  void import('./shell/App.tsx').then(({ start }) => start(session))
}
