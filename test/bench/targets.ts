/** One row of the table: what is measured, what the peers reached on one machine with the same scripts, and what Atrium is to reach. */
export interface Target {
  key: string
  measure: string
  goToSocial: string
  hollo: string
  aim: string
}

const row = (key: string, measure: string, goToSocial: string, hollo: string, aim: string): Target => ({
  key,
  measure,
  goToSocial,
  hollo,
  aim,
})

/** The targets of the design, in its order. Requests per second at 16 connections on two cores that the load shares. */
export const targets: readonly Target[] = [
  row('home', 'home, 20 plain posts: req/s, p99', '3,546, 20 ms', '53', '10,000, 10 ms'),
  row('boosts', 'home with boosts on the page: req/s', '1,120', '48', '9,000'),
  row('public', 'public timeline: req/s', '1,476', '45', '10,000'),
  row('account_statuses', "an account's statuses: req/s", '874', '33', '10,000'),
  row('status', 'one status: req/s', '12,664', '40', '25,000'),
  row('instance', '/api/v2/instance: req/s', '8,983', '7,588', '30,000'),
  row('webfinger', 'WebFinger: req/s', '30,117', '308', '30,000'),
  row('posts', 'posts until they stand in every home: per s, p99', '13-15', '15', '1,000, 30 ms'),
  row('cpu', 'CPU per post, all told', '89 ms', '112 ms', '1.5 ms'),
  row('memory', 'memory idle / after load, web process (PSS)', '130 / 209 MB', '438 / 964 MB', '110 / 220 MB'),
  row('start', 'cold start to first answer (compile cache warm)', '0.95 s', '1.8 s', '0.4 s'),
  row('database', 'database per 1,000 posts', '2.2 MB', '4.2 MB', '1.2 MB'),
  row('far', 'home at 1,000,000 posts against 5,000: CPU ratio', '', '', 'at most 1.3'),
]

/** The table in Markdown; what was not measured says so. */
export const tableOf = (found: ReadonlyMap<string, string>): string =>
  [
    '| measure | GoToSocial | Hollo | Atrium must reach | measured now |',
    '|---|--:|--:|--:|--:|',
    ...targets.map((t) => `| ${t.measure} | ${t.goToSocial} | ${t.hollo} | ${t.aim} | ${found.get(t.key) ?? 'not measured'} |`),
  ].join('\n')
