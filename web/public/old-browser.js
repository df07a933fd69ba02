// Says so when the browser cannot run the portal, instead of leaving a blank page.
;(() => {
  var modules = 'noModule' in document.createElement('script')
  var colours = window.CSS ? CSS.supports('color', 'oklch(0.5 0.1 200)') : false
  var layers = 'CSSLayerBlockRule' in window
  if (modules && colours && layers) return
  var message = document.getElementById('old-browser')
  if (message) message.hidden = false
})()
