/** Says a sentence of `views/locales/<locale>.json`; `count` chooses the plural form. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string
