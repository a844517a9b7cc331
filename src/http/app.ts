import Koa from 'koa'
import { notFound } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import { hostCheck, misdirected, splitTarget } from './address.ts'
import { answerPreflight, surfaceOf } from './cors.ts'
import { answerError } from './errors.ts'
import { Exchange, type Middleware } from './exchange.ts'
import { answerHealth } from './health.ts'
import { identify } from './identify.ts'
import { checkLength } from './input/read-body.ts'
import type { Parts, Tables } from './parts.ts'
import { Routes } from './routes.ts'
import { answerAsset } from './serve-asset.ts'

/** The application: the one place where the order of what happens to a request is written. */
export function createApp(parts: Parts, tables: Tables): Koa {
  const routes = new Routes(parts, tables)
  const app = new Koa()
  const nextId = requestIds()

  const begin: Middleware = (ctx, next) => {
    // Answers are written by `send`, past Koa's header map.
    ctx.respond = false
    ctx.x = new Exchange(ctx.req, ctx.res, nextId(), parts.streams)
    ctx.x.base = parts.headers.plain
    return next()
  }

  const frameErrors: Middleware = async ({ x }, next) => {
    try {
      await next()
    } catch (error) {
      await answerError(parts, x, error)
    }
  }

  const isOurs = hostCheck(parts.site.config)
  const checkAddress: Middleware = async ({ x }, next) => {
    const { path, rawQuery } = splitTarget(x.req.url ?? '')
    x.path = path
    x.rawQuery = rawQuery
    x.surface = surfaceOf(path)
    if (await answerHealth(parts, x, path)) return
    if (!isOurs(x.req.headers.host)) throw misdirected()
    x.ip = parts.addresses.ip(x.req)
    return next()
  }

  const wearHeaders: Middleware = ({ x }, next) => {
    const match = routes.find(x.req.method ?? '', x.path)
    if (match) {
      x.route = match.route
      x.params = match.params
      x.surface = match.route.surface
    }
    x.base = parts.headers[match?.route.class ?? (x.surface === 'api' ? 'api' : 'page')]
    return next()
  }

  const openOrigins: Middleware = ({ x }, next) => (answerPreflight(x) ? undefined : next())

  const serveAssets: Middleware = ({ x }, next) => (x.route === undefined && answerAsset(parts, x) ? undefined : next())

  const limitBody: Middleware = ({ x }, next) => {
    checkLength(x.req, x.route?.maxBody)
    return next()
  }

  const findCaller: Middleware = async ({ x }, next) => {
    await identify(parts, x)
    return next()
  }

  const runRoute: Middleware = ({ x }) => {
    if (!x.route) throw notFound('route')
    return x.route.run(x)
  }

  for (const step of [begin, frameErrors, checkAddress, wearHeaders, openOrigins, serveAssets, limitBody, findCaller, runRoute]) {
    app.use(step)
  }
  app.on('error', (error: Error) => parts.site.log.debug({ err: error }, 'a connection failed'))
  return app
}

/** Numbers of requests: a chance part for the process and a counter, since true chance for each request costs a twentieth of it. */
function requestIds(): () => string {
  const process = randomHex(4)
  let count = 0
  return () => process + (count++ % 2 ** 32).toString(16).padStart(8, '0')
}
