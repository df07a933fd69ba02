// Says so when the browser cannot run the portal, instead of leaving a blank page.
;(() => {
  // biome-ignore lint/complexity/useOptionalChain: the browsers this is for cannot read it
  var able =
    'noModule' in document.createElement('script') &&
    window.CSS &&
    CSS.supports &&
    CSS.supports('color', 'oklch(0.5 0.1 200)') &&
    window.CSSLayerBlockRule &&
    window.AbortSignal &&
    AbortSignal.timeout
  if (able) return
  var message = document.getElementById('old-browser')
  if (message) message.hidden = false
})()
