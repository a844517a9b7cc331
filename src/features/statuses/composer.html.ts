import { personView } from '#features/accounts/accounts.html.ts'
import { audienceOf, narrowness } from './audience.ts'
import { languageChoices, languageName } from '#base/text/languages.ts'
import { startOf } from './statuses.html.ts'
import type { StatusParts } from './statuses.json.ts'

/** The audiences of the pages; a group joins with the groups' own pages. */
export type ChosenAudience = 'everyone' | 'followers' | 'named'

/** What a person has typed so far. */
export interface Typed {
  text: string
  warning: string
  /** BCP 47. */
  language: string
  audience: ChosenAudience
}

/** One audience in plain words; `label`, `hint` and `say` are locale keys. */
export interface AudienceChoice {
  value: ChosenAudience
  label: string
  hint: string
  /** What the button says while this one is chosen. */
  say: string
  icon: string
  chosen: boolean
}

/** What is wrong, said at the field; already translated. */
export interface Faults {
  text: string
  /** About the post as a whole. */
  all: string
}

export const noFaults: Faults = { text: '', all: '' }

export interface ComposerOptions {
  action: string
  typed: Typed
  /** Characters. */
  limit: number
  /** Makes a second sending of this very form harmless; '' where that needs no help. */
  once: string
  answering?: StatusParts
  /** The audience stays as it is: a change of words. */
  fixed?: boolean
  /** Where "Cancel" leads; '' = no such link. */
  back?: string
  faults?: Faults
}

const icons = { everyone: 'all', followers: 'followers', named: 'named' } as const

const choice = (value: ChosenAudience, chosen: ChosenAudience): AudienceChoice => ({
  value,
  label: `composer.${value}`,
  hint: `composer.${value}_hint`,
  say: `composer.${value}_say`,
  icon: icons[value],
  chosen: value === chosen,
})

/** An answer inherits its audience and can only narrow it (docs/adr/0009): offered are "the same" and what is narrower. */
export function audienceChoices(chosen: ChosenAudience, answering?: StatusParts): AudienceChoice[] {
  if (!answering) return (['everyone', 'followers', 'named'] as const).map((value) => choice(value, chosen))
  const width = narrowness(audienceOf(answering.status))
  const same = {
    ...choice('everyone', chosen),
    ...(width > 0 ? { label: 'composer.same', hint: 'composer.same_hint', say: 'composer.same_say' } : {}),
  }
  const followers = width < 2 ? [choice('followers', chosen)] : []
  return width === 3 ? [{ ...same, chosen: true }] : [same, ...followers, choice('named', chosen)]
}

/** The composer as `partials/composer.hbs` and `partials/quick.hbs` show it. */
export function composerView(o: ComposerOptions) {
  const { typed, answering } = o
  const faults = o.faults ?? noFaults
  return {
    action: o.action,
    once: o.once,
    limit: o.limit,
    draft: answering ? `answer-${answering.status.id}` : o.fixed ? '' : 'new',
    answering: answering
      ? {
          id: String(answering.status.id),
          name: personView(answering.account).name,
          at: answering.status.createdAt,
          language: answering.status.language ?? '',
          text: startOf(answering, 300),
        }
      : null,
    audiences: o.fixed ? [] : audienceChoices(typed.audience, answering),
    text: typed.text,
    warning: typed.warning,
    warning_open: typed.warning !== '',
    language: typed.language,
    language_name: languageName(typed.language),
    languages: languageChoices(typed.language),
    back: o.back ?? '',
    faults,
  }
}

/** How an answer begins: with whom it answers and whom that one named, each to be told. */
export function namesFor(answering: StatusParts, me: number): string {
  const others = [answering.account, ...answering.mentions].filter(({ account }) => account.id !== me)
  const names = [...new Set(others.map((one) => `@${personView(one).username} `))]
  return names.join('')
}
