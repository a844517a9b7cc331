import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Authority {
  /** PEM files: the authority's own certificate, the server's with its chain, the server's key. */
  ca: string
  cert: string
  key: string
}

const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
const newKey = (file: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file, '-sha256']
const extensions = (...list: string[]) => list.flatMap((one) => ['-addext', one])

/**
 * A company's certificate authority and what it gives a server: SAN, SHA-256, an elliptic key and 398 days at the most, as App Transport
 * Security and Chromium want it; key identifiers, as Python's strict check does.
 */
export function makeAuthority(folder: string, host: string): Authority {
  const file = (name: string) => join(folder, name)
  const [ca, caKey, cert, key] = [file('ca.pem'), file('ca.key'), file('server.pem'), file('server.key')]
  openssl(
    'req',
    '-x509',
    ...newKey(caKey),
    '-out',
    ca,
    '-days',
    '3650',
    '-subj',
    '/O=Brunnhof/CN=Brunnhof Root',
    ...extensions('keyUsage=critical,keyCertSign,cRLSign'),
  )
  writeFileSync(
    file('leaf.cnf'),
    [
      'subjectAltName=DNS:' + host,
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature',
      'extendedKeyUsage=serverAuth',
      'subjectKeyIdentifier=hash',
      'authorityKeyIdentifier=keyid',
    ].join('\n'),
  )
  openssl('req', ...newKey(key), '-out', file('leaf.csr'), '-subj', `/CN=${host}`)
  openssl(
    'x509',
    '-req',
    '-in',
    file('leaf.csr'),
    '-CA',
    ca,
    '-CAkey',
    caKey,
    '-CAcreateserial',
    '-sha256',
    '-days',
    '397',
    '-extfile',
    file('leaf.cnf'),
    '-out',
    cert,
  )
  return { ca, cert, key }
}
