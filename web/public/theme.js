// Before the first paint: the theme and language this person chose. A file of its own, so that no inline script is needed.
try {
  var theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  var language = localStorage.getItem('language')
  if (language === 'en' || language === 'fr') document.documentElement.lang = language
} catch {
  // Storage refused: the system's theme and French.
}
