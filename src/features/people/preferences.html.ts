import type { Look } from '#base/look.ts'
import { timeZones } from './change-language.ts'

/** One entry of a select. */
export interface Choice {
  value: string
  label: string
  chosen: boolean
}

/** A language by the name that it gives itself, with a capital as it stands alone. */
function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

/** The languages that the pages speak, each by its own name. */
export const localeChoices = (locales: readonly string[], chosen: string): Choice[] =>
  locales
    .map((value) => ({ value, label: ownName(value), chosen: value === chosen }))
    .toSorted((a, b) => a.label.localeCompare(b.label, chosen))

/** Zones in groups by continent, as their names begin; what has no continent stands in a group without a name. */
export function zoneChoices(chosen: string): { name: string; zones: Choice[] }[] {
  const known = timeZones.includes(chosen) ? timeZones : [chosen, ...timeZones]
  const groups = Map.groupBy(known, (zone) => (zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : ''))
  return [...groups].map(([name, zones]) => ({
    name: name.replaceAll('_', ' '),
    zones: zones.map((value) => ({
      value,
      label: value.slice(name === '' ? 0 : name.length + 1).replaceAll('_', ' '),
      chosen: value === chosen,
    })),
  }))
}

/** The page on which a person chooses how pages look. */
export const lookForm = (look: Look) => ({
  ...look,
  themes: (['light', 'dark', 'auto'] as const).map((value) => ({ value, label: `look.${value}`, chosen: look.theme === value })),
  sizes: (['small', 'usual', 'large', 'largest'] as const).map((value, i) => ({
    value,
    label: `look.${value}`,
    step: i + 1,
    chosen: look.text === value,
  })),
})
