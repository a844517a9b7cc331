// Only what loads nothing: the compile cache must be on before anything else is compiled.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '..', '.runtime', 'compile-cache'))
const { environment } = await import('#platform/config/environment.ts')
const { startProcess } = await import('#processes/start.ts')
process.exitCode = await startProcess(process.argv.slice(2), environment)
