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
