export const demoKeys = {
  apiKey: process.env.IMEDNET_API_KEY ?? 'demo-api-key',
  securityKey: process.env.IMEDNET_SECURITY_KEY ?? 'demo-security-key',
};

// Large enough to look at: three studies of 100,000 records.
export const demoStudies = [
  ...['--studies', '3', '--sites', '8', '--subjects', '1200', '--visits-per-subject', '6'],
  ...['--records', '100000', '--study-start', '2024-06-01', '--control'],
  ...['--api-key', demoKeys.apiKey, '--security-key', demoKeys.securityKey],
];
