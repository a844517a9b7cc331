// Holds a stream for each token of the file in argv[2] and tells, for each piece with a post in it, when it came (ms since the epoch of the
// machine's steady clock). A process of its own, so that what it costs to hear is not the server's.
import { readFileSync } from 'node:fs'
import { openStream } from './ask.ts'

const { port, host, tokens } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as { port: number; host: string; tokens: string[] }
const steadyNow = () => Number(process.hrtime.bigint() / 1000n) / 1000
let lost = 0
let came: number[] = []
for (let from = 0; from < tokens.length; from += 20)
  await Promise.all(
    tokens.slice(from, from + 20).map(async (token) => {
      const hear = (text: string) => {
        if (text.includes('event: update')) came.push(steadyNow())
      }
      await openStream(port, host, token, hear, () => lost++)
    }),
  )
process.on('message', () => {
  process.send!({ came, lost })
  came = []
})
process.send!({ came: [], lost })
