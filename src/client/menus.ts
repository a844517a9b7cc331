/** An open menu closes when something else is touched, and on Escape, which gives the focus back. Without JavaScript its own button does. */
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
