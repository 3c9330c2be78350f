// Fails when src/api/schema.d.ts is not what openapi.json says: someone changed one and not the other.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'types-'))
const fresh = join(folder, 'schema.d.ts')
execFileSync('npx', ['--no-install', 'openapi-typescript', 'openapi.json', '-o', fresh], { stdio: 'ignore' })
execFileSync('npx', [
  '--no-install',
  'prettier',
  '--write',
  '--log-level',
  'warn',
  '--config',
  '.prettierrc.json',
  fresh,
])
const same = readFileSync(fresh, 'utf8') === readFileSync('src/api/schema.d.ts', 'utf8')
rmSync(folder, { recursive: true })
if (!same) {
  console.error('src/api/schema.d.ts is stale: run `npm run types`')
  process.exit(1)
}
