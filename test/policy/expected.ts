import type { LookerKind, PostKind } from './cast.ts'

/** What a looker gets: the post, nothing of it, or a refusal of the whole request. */
export type Verdict = 'seen' | 'hidden' | 401 | 403 | 422

/**
 * What a road gives out: the post at its address, in a list, in one that only listed posts stand in, in a home or its stream, in a
 * notification, in a home or to whoever was told of it, on a road that is for other posts, in a search, or as a number.
 */
export type RoadKind = 'address' | 'list' | 'open' | 'home' | 'told' | 'homeOrTold' | 'nowhere' | 'found' | 'count'

const everyone: LookerKind[] = [
  'stranger',
  'follower',
  'exFollower',
  'mentioned',
  'author',
  'muter',
  'moderator',
  'admin',
  'member',
  'memberFollower',
]

/** Who sees a post at its address. Moderators and admins see what they see as people. */
const mayRead: Record<PostKind, LookerKind[]> = {
  public: everyone,
  unlisted: everyone,
  localOnly: everyone,
  edited: everyone,
  followers: ['follower', 'mentioned', 'author', 'muter', 'memberFollower'],
  named: ['mentioned', 'author', 'muter'],
  group: ['author', 'muter', 'member', 'memberFollower'],
  retired: [],
}

const listed: PostKind[] = ['public', 'localOnly', 'edited']
const follows: LookerKind[] = ['author', 'follower', 'muter', 'memberFollower']
const isNamed = (looker: LookerKind, post: PostKind) => looker === (post === 'group' ? 'member' : 'mentioned')

/** The expected value of one cell. */
export function expected(looker: LookerKind, post: PostKind, road: RoadKind): Verdict {
  if (looker === 'anonymous') return 401
  // An app's token that reaches what needs a person.
  if (looker === 'app') return 422
  if (looker === 'disabled') return 403
  // A number is the same for everybody, so it counts nothing that one of its readers may not see.
  if (road === 'count') return mayRead[post] === everyone ? 'seen' : 'hidden'
  const reads = mayRead[post].includes(looker)
  // A muted author's post opens by its address and is in no list, stream or notification of the muter.
  const lists = reads && looker !== 'muter'
  const values: Record<Exclude<RoadKind, 'count'>, boolean> = {
    address: reads,
    list: lists,
    open: lists && listed.includes(post),
    home: lists && follows.includes(looker),
    told: lists && isNamed(looker, post),
    // An unlisted post is found by whom it concerns.
    found: lists && (post !== 'unlisted' || looker === 'author' || isNamed(looker, post)),
    homeOrTold: lists && (follows.includes(looker) || isNamed(looker, post)),
    nowhere: false,
  }
  return values[road] ? 'seen' : 'hidden'
}
