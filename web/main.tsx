// Styles of the first screen come with the page; later ones come with the chunk that needs them.
import './design/base.css'
import './design/controls.css'
import './design/Wordmark.css'
import './design/Switchboard.css'
import './design/Note.css'
import './front-door/door.css'
import { readSession } from './shell/session.ts'
import { doorRooms, firstLanguage, loadRoom } from './shell/words.ts'

// Everything the first screen needs starts at once: the session, the words, the application.
const session = readSession()
for (const room of doorRooms) void loadRoom(firstLanguage(), room)
const { start } = await import('./shell/App.tsx')
await start(session)
