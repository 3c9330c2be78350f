import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './design/tokens.css'
import './design/base.css'
import './design/pieces.css'

import { mount } from 'svelte'

import { connection } from './api/connection.svelte'
import App from './App.svelte'
import { speak } from './i18n/messages.svelte'
import { router } from './routing/router.svelte'
import { session } from './session/session.svelte'

router.listen()
connection.listen()
session.listen()

// A page of an older release asks for a part that is no longer there: take the new release.
addEventListener('vite:preloadError', () => {
  if (navigator.onLine) location.reload()
})

const target = document.getElementById('app')
if (document.documentElement.lang === 'en') await speak('en')
if (target) mount(App, { target })

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(console.error))
}
