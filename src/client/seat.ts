import { cache } from '@hotwired/turbo'

// Another tab has signed out: nothing private may stay on a screen, in Turbo's snapshots or in a draft. A listening page is also thrown
// out of the back-forward cache, so that Back shows nothing either.
new BroadcastChannel('session').addEventListener('message', () => {
  cache.clear()
  sessionStorage.clear()
  location.reload()
})
