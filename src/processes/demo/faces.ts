import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { updateProfile } from '#features/profile/update-profile.ts'
import type { Site } from '#platform/site.ts'
import { bot, employees, headers, type Employee } from './story.ts'

/** A picture of the demo, as if somebody had chosen it in a form. */
export function picture(name: string): Upload {
  const path = fileURLToPath(new URL(`pictures/${name}.webp`, import.meta.url))
  return new Upload(`${name}.webp`, 'image/webp', statSync(path).size, path)
}

/** Has done nothing yet: hers is home on day one. */
const newHire = 'dora'

/** Gives everybody a face and a few words about themselves, as their settings would. */
export async function makeFaces(site: Site, people: ReadonlyMap<string, Viewer>): Promise<void> {
  const owners: Pick<Employee, 'username' | 'note'>[] = [...employees, bot]
  for (const { username, note } of owners) {
    if (username === newHire) continue
    const header = headers[username]
    const pictures = { avatar: picture(username), ...(header === undefined ? {} : { header: picture(header) }) }
    await updateProfile(site, people.get(username)!, { ...pictures, ...(note === undefined ? {} : { note }) })
  }
}
