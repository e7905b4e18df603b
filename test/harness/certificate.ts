import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that nobody else vouches for, and its key; PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes a certificate for one name or address, good for a day. Node can't make any; OpenSSL can. */
export function aCertificate(dir: string, name: string): Certificate {
  const [key, cert] = [join(dir, `${name}.key`), join(dir, `${name}.pem`)];
  const names = /^[\d.]+$/.test(name) ? `IP:${name},DNS:${name}` : `DNS:${name}`;
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`], {
    stdio: 'ignore',
  });
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}
