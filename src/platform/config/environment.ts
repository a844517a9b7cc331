/** The variables of this process; the one place of the server that reads them. */
export const environment: Readonly<Record<string, string | undefined>> = process.env
