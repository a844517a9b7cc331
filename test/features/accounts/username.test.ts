import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReservedName, readings, usernameFault, withNumber } from '#features/accounts/username.ts'

const fault = (name: string) => usernameFault(name, 'company')?.error

test('a username is 1 to 30 of a-z, 0-9 and _', () => {
  assert.equal(fault('lena'), undefined)
  assert.equal(fault('lena_2'), undefined)
  assert.equal(fault('x'.repeat(30)), undefined)
  assert.equal(fault(''), 'ERR_BLANK')
  assert.equal(fault('x'.repeat(31)), 'ERR_TOO_LONG')
  for (const name of ['Lena', 'jean-luc', "max.o'brien", 'ø', 'a@b', 'a b', 'а', 'a\n']) assert.equal(fault(name), 'ERR_INVALID', name)
})

test('the names of the house and everything that looks like one are reserved', () => {
  for (const name of [
    'admin',
    '4dmin',
    'adm1n',
    'a_d_m_i_n',
    'root',
    'r00t',
    'supp0rt',
    'help',
    'he1p',
    '1nfo',
    'a11',
    'everyone',
    'ev3ry0ne',
  ])
    assert.equal(isReservedName(name, 'company'), true, name)
  for (const name of ['ali', 'adam', 'admira', 'rooter', 'lena', 'supporter_jan'])
    assert.equal(isReservedName(name, 'company'), false, name)
})

test('the company account is reserved under whatever name it has', () => {
  assert.equal(isReservedName('brunnhof', 'brunnhof'), true)
  assert.equal(isReservedName('8runnh0f', 'brunnhof'), true)
  assert.equal(isReservedName('brunnhof', 'company'), false)
})

test('digits read as the letters they resemble, a 1 as two of them', () => {
  assert.deepEqual(readings('5Y5_73M'), ['system'])
  assert.deepEqual(readings('a1'), ['ai', 'al'])
})

test('a number keeps a name within 30 characters and without a double underscore', () => {
  assert.equal(withNumber('lena', 2), 'lena_2')
  assert.equal(withNumber('x'.repeat(30), 12), `${'x'.repeat(27)}_12`)
  assert.equal(withNumber(`${'x'.repeat(27)}___`, 2), `${'x'.repeat(27)}_2`)
})
