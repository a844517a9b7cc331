/** JavaScript of sign-in, sign-out and OAuth pages: no Turbo here, every step is a full load. */

// The signed-out page tells the other tabs and throws them out of the back-forward cache.
if (document.querySelector('[data-signed-out]')) new BroadcastChannel('session').postMessage('out')

// A second click while the first is on its way. An answer that leads into an app leaves this page standing, so it may be sent again.
let sentAt = -Infinity
document.addEventListener('submit', (e) => {
  if (e.timeStamp - sentAt < 3000) e.preventDefault()
  else sentAt = e.timeStamp
})

// A form that goes on by itself to the app that asked (OAuth's response_mode=form_post).
document.querySelector<HTMLFormElement>('form[data-go]')?.requestSubmit()
