// The keys are added here, on the server that delivers the page, so that no browser holds them.
const target = process.env.SIMULATOR_URL ?? 'http://127.0.0.1:8080';

export default {
  '/api': {
    target,
    changeOrigin: true,
    headers: {
      'x-api-key': process.env.IMEDNET_API_KEY ?? 'demo-api-key',
      'x-imn-security-key': process.env.IMEDNET_SECURITY_KEY ?? 'demo-security-key',
    },
  },
  // Of the simulator only: its faults and data, for the view under the hood.
  '/__control': { target },
};
