// The page that stands when there is no network, and notifications that arrive while no page is open: src/client/sw.ts.
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined)
