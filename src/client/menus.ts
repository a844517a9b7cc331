/** An open menu closes when something else is touched, when one of its entries is pressed, and on Escape; the last two give the focus back. Without JavaScript its own button does. */
const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

document.addEventListener('click', (e) => {
  for (const menu of openMenus()) if (!(e.target instanceof Node && menu.contains(e.target))) menu.open = false
})
document.addEventListener('keydown', (e) => {
  if (e.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
// The answer may leave the menu where it is: a morph keeps open what is open.
document.addEventListener('turbo:submit-start', ({ detail: { formSubmission } }) => {
  const menu = formSubmission.submitter?.closest<HTMLDetailsElement>('details.menu[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary')?.focus()
})
