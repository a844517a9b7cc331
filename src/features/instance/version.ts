/** Our own version, as package.json has it. */
export const atriumVersion = '0.1.0'

/** What apps compare (docs/adr/0018): iOS reads the number before the first dot, IceCubes the first three characters; the rest is for people. */
export const instanceVersion = `4.6.5 (compatible; Atrium ${atriumVersion})`
