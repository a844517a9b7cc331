import type { Viewer } from '#base/viewer.ts'
import { changeDisplayName } from '#features/accounts/change-display-name.ts'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { updateProfile } from '#features/profile/update-profile.ts'
import { follow } from '#features/relationships/follow.ts'
import type { Site } from '#platform/site.ts'
import { makePerson } from '../../people.ts'
import { quarters } from '../../pictures.ts'
import type { TestWeb } from '../../web.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Upload } from '#base/upload.ts'

/** Who walks: the four kinds of people that a page can meet. */
export const walkers = ['employee', 'admin', 'hire', 'nobody'] as const
export type Walker = (typeof walkers)[number]

/** Everybody in the house that is walked through. */
export interface Folk {
  /** Has everything that pages show. */
  employee: Viewer
  admin: Viewer
  /** Has signed in a moment ago and follows the company account only. */
  hire: Viewer
  /** Follows the employee and is followed. */
  ben: Viewer
  /** Has long names. */
  maxi: Viewer
  /** Writes from right to left. */
  omar: Viewer
  /** Writes without spaces. */
  yuki: Viewer
  crowd: Viewer[]
}

/** A word that no line of a small screen holds. */
export const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3)

const name = async (site: Site, who: Viewer, displayName: string) =>
  await site.store.tx(async (db) => await changeDisplayName(site, db, who.accountId, displayName))

/** A picture of so many pixels as a browser sends it. */
export async function pictureFile(web: TestWeb, name: string, width: number, height: number): Promise<Upload> {
  const bytes = await quarters(width, height).png().toBuffer()
  const path = join(web.data, `walk-${name}`)
  await writeFile(path, bytes)
  return new Upload(`${name}.png`, 'image/png', bytes.length, path)
}

/** Signs everybody in, with names and profiles of all lengths and scripts. */
export async function makeFolk(web: TestWeb): Promise<Folk> {
  const { site } = web
  await pictureFile(web, 'emoji', 32, 32)
  await putEmoji(site, { shortcode: 'probe', path: join(web.data, 'walk-emoji'), category: 'House' }, { replace: false, who: null })
  const person = async (username: string, shown: string, o: { role?: 'admin'; locked?: boolean } = {}) => {
    const one = await makePerson(site, username, o)
    await name(site, one, shown)
    return one
  }
  const employee = await person('ada', 'Ada Brückner :probe:', { locked: true })
  const admin = await person('alva', 'Alva Nyström', { role: 'admin' })
  const hire = await person('nia', 'Nia Okafor')
  const ben = await person('ben', 'Ben')
  const maxi = await person('maximiliane_theodora_vom_stein', `Maximiliane-Theodora ${longWord}`.slice(0, 100))
  const omar = await person('omar', 'عمر المصري')
  const yuki = await person('yuki', '中村 由紀')
  const crowd: Viewer[] = []
  for (let i = 0; i < 24; i++) crowd.push(await person(`colleague_${i}`, `Colleague ${i}`))
  const facts = [
    { name: longWord.slice(0, 60), value: `https://wiki.example/${longWord}` },
    { name: 'Room', value: '2.14' },
  ]
  const avatar = await pictureFile(web, 'face', 120, 120)
  const header = await pictureFile(web, 'header', 600, 200)
  await updateProfile(site, employee, { note: `Keeps #probes calibrated :probe:\n\n${longWord}`, fields: facts, avatar, header })
  await updateProfile(site, maxi, { note: longWord.slice(0, 400), fields: facts })
  for (const one of [ben, maxi, omar, yuki, ...crowd]) {
    await follow(site, employee, one.accountId)
    await follow(site, admin, one.accountId)
  }
  return { employee, admin, hire, ben, maxi, omar, yuki, crowd }
}
