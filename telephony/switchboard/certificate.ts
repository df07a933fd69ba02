import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** For demos: a certificate made once and kept, so that a phone that was told to trust it goes on trusting it. */
export async function ownCertificate(
  directory: string,
  addresses: readonly string[],
): Promise<{ certificate: string; key: string }> {
  const certificate = join(directory, 'certificate.pem')
  const key = join(directory, 'certificate-key.pem')
  if (!existsSync(certificate) || !existsSync(key)) {
    const names = ['DNS:localhost', 'DNS:*.localhost', ...addresses.map((address) => `IP:${address}`)]
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650'],
      ...['-subj', '/CN=Office Smart', '-addext', `subjectAltName=${names.join(',')}`],
      ...['-keyout', key, '-out', certificate],
    ])
  }
  return { certificate, key }
}
