/** What this program itself does with personal data, told until the company has written its own policy. */
export const ownPolicy = {
  updatedAt: Date.UTC(2026, 10, 1),
  text: `What is kept. The name, mail address, department and title that the company's directory hands over at sign-in; the profile and the posts that you write; whom you follow, mute and block; the apps and browsers in which you are signed in, and when you last used them.

Who sees it. Nothing is shown to anybody who is not signed in. Each post is shown to the people whom you wrote it for, and to nobody else. Administrators have no road around that.

How long. Posts and profile until you delete them, or until your account is removed. Where the company must keep something by law, a sealed copy that no page shows is kept for that long.

Where. On this server, inside the company. It sends nothing elsewhere unless an administrator has set it up.`,
}
