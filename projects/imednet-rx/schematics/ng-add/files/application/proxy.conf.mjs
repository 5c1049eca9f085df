// For development on this machine alone: whoever can reach the development server reads with your keys.
// In production a backend adds them: see createImednetProxy of imednet-rx/node.
try {
  process.loadEnvFile(new URL('<%= root %>/.env', import.meta.url));
} catch {
  // There is no .env: the variables come from the shell.
}

const {
  IMEDNET_API_KEY,
  IMEDNET_SECURITY_KEY,
  IMEDNET_BASE_URL = 'https://edc.prod.imednetapi.com',
} = process.env;
if (!IMEDNET_API_KEY || !IMEDNET_SECURITY_KEY) {
  console.warn('IMEDNET_API_KEY or IMEDNET_SECURITY_KEY is not set: the API will refuse all requests.');
}

export default {
  '/api/v1/edc': {
    target: IMEDNET_BASE_URL.replace(/\/(api\/?)?$/, ''),
    changeOrigin: true,
    secure: true,
    headers: { 'x-api-key': IMEDNET_API_KEY ?? '', 'x-imn-security-key': IMEDNET_SECURITY_KEY ?? '' },
    // Nothing is written by accident: take this line out to post records.
    bypass: ({ method }) => (method === 'GET' ? undefined : false),
  },
};
