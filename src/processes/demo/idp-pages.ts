import { escapeHtml } from '#base/html/escape.ts'

/** Somebody in the demo directory. */
export interface IdpAccount {
  /** `sub`: never changes and is never given to anybody else. */
  subject: string
  username: string
  /** Everything else that the directory says, as claims. */
  claims: Record<string, unknown>
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { max-width: 30rem; margin: 0 auto; padding: 2.5rem 1.25rem }
h1 { font-size: 1.4rem; margin: 0 0 .5rem }
p { margin: 0 0 1.25rem; opacity: .8 }
ul { list-style: none; margin: 0 0 1.25rem; padding: 0; display: grid; gap: .5rem }
button { font: inherit; color: inherit; width: 100%; padding: .7rem 1rem; border: 1px solid GrayText; border-radius: .6rem; background: transparent; text-align: start; cursor: pointer }
button:hover, button:focus-visible { background: color-mix(in srgb, CanvasText 8%, transparent) }
button b, button span { display: block }
button span { font-size: .875rem; opacity: .75 }
.bare { border: 0; width: auto; padding: .4rem 0; text-decoration: underline }`

const text = (value: unknown) => escapeHtml(typeof value === 'string' ? value : '')

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`

const choice = ({ username, claims }: IdpAccount) =>
  `<li><button name="account" value="${escapeHtml(username)}"><b><bdi>${text(claims['name'])}</bdi></b><span>${text(claims['title'])}, ${text(claims['department'])} · ${escapeHtml(username)}</span></button></li>`

/** Who are you? One button for each person. */
export const loginPage = (uid: string, accounts: readonly IdpAccount[]): string =>
  page(
    'Who are you today?',
    `<p>This is a demo directory. It stands in for the identity provider that your company has already, and asks for no password.</p>
<form method="post" action="/interaction/${escapeHtml(uid)}"><ul>${accounts.map(choice).join('')}</ul><button class="bare" name="account" value="">Cancel</button></form>`,
  )

/** Sign-out at the directory. The form confirms itself where scripts run. */
export const logoutPage = (form: string): string =>
  page(
    'Signing out',
    `<p>You are signing out of the demo directory.</p>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script>document.querySelector('button').click()</script>`,
  )

/** A page that only says something. */
export const notePage = (title: string, sentence: string): string => page(title, `<p>${escapeHtml(sentence)}</p>`)
