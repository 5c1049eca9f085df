/** Encrypts without a certificate, so that specs need no private key. */
export const ANONYMOUS_TLS = { ciphers: 'AECDH-AES256-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;
