import { area, get } from '#http/area.ts'
import { showActivity } from './show-activity.ts'

export const activityArea = area('activity', [
  // Public upstream; here nothing is told to strangers (SEC:A4). An app's own token will do.
  get('/api/v1/instance/activity', { scope: 'any', who: 'app', returns: 'InstanceActivity' }, async (c) => await showActivity(c.site)),
])
