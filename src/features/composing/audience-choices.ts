import { audienceOf, narrowness } from '#features/statuses/audience.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { ChosenAudience } from './typed.ts'

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

const icons = { everyone: 'all', quiet: 'all', followers: 'followers', named: 'named', group: 'people' } as const

const choice = (value: ChosenAudience, chosen: ChosenAudience): AudienceChoice => ({
  value,
  label: `composer.${value}`,
  hint: `composer.${value}_hint`,
  say: `composer.${value}_say`,
  icon: icons[value],
  chosen: value === chosen,
})

/**
 * An answer inherits its audience and can only narrow it (docs/adr/0009): offered are "the same" and what is narrower. A post of a group that
 * is written anew stays in it, or goes to fewer.
 */
export function audienceChoices(chosen: ChosenAudience, answering?: StatusParts): AudienceChoice[] {
  if (!answering && chosen === 'group') return [choice('group', chosen), choice('named', chosen)]
  if (!answering) return (['everyone', 'quiet', 'followers', 'named'] as const).map((value) => choice(value, chosen))
  const width = narrowness(audienceOf(answering.status))
  if (width === 0) return (['everyone', 'quiet', 'followers', 'named'] as const).map((value) => choice(value, chosen))
  const narrower = width < 2 ? (['followers', 'named'] as const) : width < 3 ? (['named'] as const) : []
  const rest = narrower.map((value) => choice(value, chosen))
  const same = { ...choice('everyone', chosen), label: 'composer.same', hint: 'composer.same_hint', say: 'composer.same_say' }
  return [{ ...same, chosen: !rest.some((one) => one.chosen) }, ...rest]
}
