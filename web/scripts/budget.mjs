// The JavaScript a first visit takes before the map opens: the entry, the explorer, and all that both import statically.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 100_000
const FIRST = ['index.html', 'src/explorer/Explorer.svelte']

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))
const files = new Set(['theme.js'])

function take(key) {
  const chunk = manifest[key]
  if (chunk === undefined) throw new Error(`no ${key} in the build's manifest`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const imported of chunk.imports ?? []) take(imported)
}

FIRST.forEach(take)
const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length])
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1])) console.log(String(size).padStart(8), file)
console.log(String(total).padStart(8), `bytes of gzipped JavaScript before the map; ${BUDGET} allowed`)
if ([...files].some((file) => /leaflet|supercluster|PlacesMap/i.test(file))) {
  console.error('the map is no longer loaded lazily')
  process.exit(1)
}
if (total > BUDGET) process.exit(1)
