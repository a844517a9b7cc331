import type { Area, PageArea } from '#http/area.ts'

/** Every feature's table of API endpoints. */
export const areas: readonly Area[] = []

/** Every feature's table of HTML pages. */
export const pageAreas: readonly PageArea[] = []
