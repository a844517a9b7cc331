// A worker-like process: node ending.ts CASE DATA, where CASE says how it ends.
import { prepare } from '#processes/prepare.ts'

const [how, data] = process.argv.slice(2)
const config = prepare([`--data=${data}`], process.env)
const { runUntilStopped } = await import('#processes/lifetime.ts')
await runUntilStopped(config, 'worker', async () => {
  console.log('started')
  if (how === 'throws')
    setTimeout(() => {
      throw new Error('nobody caught this')
    }, 20)
  if (how === 'rejects') Promise.withResolvers<void>().reject(new Error('nobody caught this'))
  return {
    async close() {
      console.log('closed')
      if (how === 'hangs') await new Promise(() => setInterval(() => {}, 1000))
    },
  }
})
