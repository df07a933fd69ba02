// Runs before the first paint: the colour scheme chosen on this computer, else the computer's own.
// Old syntax on purpose, so that it never stops an old browser before old-browser.js can speak.
;(() => {
  var root = document.documentElement
  var chosen = null
  try {
    chosen = window.localStorage.getItem('osw-theme')
  } catch (_) {}
  var dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
