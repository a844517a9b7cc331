import story from './story.json' with { type: 'json' }

/** One of the eight employees, as the company's directory knows them. */
export interface Employee {
  username: string
  name: string
  given: string
  family: string
  department: string
  title: string
  site: string
  locale: string
  zone: string
  groups: string[]
  /** What they say of themselves. */
  note?: string
}

/** A post of the demo world; `at` is minutes before its end. */
export interface StoryPost {
  key: string
  by: string
  at: number
  text: string
  language: string
  audience?: 'public' | 'unlisted' | 'private' | 'direct'
  warning?: string
  answers?: string
  /** What it asks, for how long, and which option each has chosen by the world's end. */
  poll?: { options: string[]; days: number; votes: Record<string, number> }
  /** Names of files in `pictures/`, with what they show. */
  pictures?: { file: string; alt: string }[]
  /** Who has favourited and who has boosted it by the world's end. */
  favourites?: string[]
  boosts?: string[]
}

const bremen = { site: 'Bremen', zone: 'Europe/Berlin' }
const amman = { site: 'Amman', zone: 'Asia/Amman' }
const osaka = { site: 'Osaka', zone: 'Asia/Tokyo' }

/** Brunnhof makes probes that measure water, in three houses. Alice looks after the server; Dora starts today. */
export const employees: readonly Employee[] = [
  {
    username: 'alice',
    note: 'I look after the machines in the cellar and after this network. If something looks wrong, tell me before you get used to it.',
    name: 'Alice Brückner',
    given: 'Alice',
    family: 'Brückner',
    department: 'IT',
    title: 'Systems and networks',
    locale: 'en',
    groups: ['staff', 'atrium-admins'],
    ...bremen,
  },
  {
    username: 'bob',
    note: 'Customs, freight and everything that has to be somewhere on Thursday.',
    name: 'Bob Wilk',
    given: 'Bob',
    family: 'Wilk',
    department: 'Logistics',
    title: 'Customs and freight',
    locale: 'en',
    groups: ['staff'],
    ...bremen,
  },
  {
    username: 'carol',
    note: 'Housings and handles. I draw until it is round, then the model shop tells me that it is not.',
    name: 'Carol Sørensen',
    given: 'Carol',
    family: 'Sørensen',
    department: 'Industrial design',
    title: 'Designer',
    locale: 'en',
    groups: ['staff'],
    ...bremen,
  },
  {
    username: 'dora',
    name: 'Dora Engelhardt',
    given: 'Dora',
    family: 'Engelhardt',
    department: 'Mechatronics',
    title: 'Apprentice',
    locale: 'de',
    groups: ['staff'],
    ...bremen,
  },
  {
    username: 'ken',
    note: 'I make small things sleep well: 4 µA on a good day. Ask me about batteries, boot loaders and why the log says what it says. On Thursdays I am in the lab, on paper.',
    name: 'Ken Satō',
    given: 'Ken',
    family: 'Satō',
    department: 'Firmware',
    title: 'Firmware engineer',
    locale: 'en',
    groups: ['staff'],
    ...osaka,
  },
  {
    username: 'lena',
    note: 'Field stations from Amman to Aqaba. Mostly outdoors, sometimes online.',
    name: 'Lena Haddad',
    given: 'Lena',
    family: 'Haddad',
    department: 'Field engineering',
    title: 'Field engineer',
    locale: 'fr',
    groups: ['staff', 'atrium-moderators'],
    ...amman,
  },
  {
    username: 'omar',
    note: 'Sales for the Gulf. Coffee will be held.',
    name: 'عمر المصري',
    given: 'عمر',
    family: 'المصري',
    department: 'Sales',
    title: 'Sales Gulf',
    locale: 'en',
    groups: ['staff'],
    ...amman,
  },
  {
    username: 'yuki',
    note: '校正と統計。 Calibration and statistics.',
    name: '中村 由紀',
    given: '由紀',
    family: '中村',
    department: 'Laboratory',
    title: 'Calibration',
    locale: 'en',
    groups: ['staff'],
    ...osaka,
  },
]

/** The one account without a person behind it: it says what there is to eat. */
export const bot = { username: 'canteen', name: 'Canteen Bremen' }

/** Whom each account has muted. */
export const mutes: Readonly<Record<string, readonly string[]>> = { alice: ['carol'] }

/** Who follows whom. Dora follows nobody yet: hers is home on day one. */
export const follows: Readonly<Record<string, readonly string[]>> = {
  alice: ['bob', 'carol', 'ken', 'lena', 'omar', 'yuki'],
  bob: ['alice', 'carol', 'lena', 'ken', 'omar', 'canteen'],
  carol: ['alice', 'ken', 'yuki', 'lena', 'omar'],
  ken: ['yuki', 'lena', 'alice', 'carol', 'omar'],
  lena: ['omar', 'ken', 'yuki', 'alice', 'carol', 'bob'],
  omar: ['lena', 'alice'],
  yuki: ['ken', 'lena', 'alice', 'carol', 'omar'],
}

/** What the company tells everybody, minutes before the world's end. */
export const announcement = {
  at: 600,
  language: 'en',
  text: 'Inventory on Friday: please bring every probe that is not in a customer’s hands back to its shelf by noon. Nobody will ask where it was.',
}

/** Whose profile has a picture across the top. */
export const headers: Readonly<Record<string, string>> = { ken: 'osaka' }

/** Thirty posts of one week, oldest first. */
export const posts = story as readonly StoryPost[]
