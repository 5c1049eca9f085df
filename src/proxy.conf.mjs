// To the server that adds the keys, so that no browser holds them.
const target = process.env.DASHBOARD_SERVER ?? 'http://127.0.0.1:4300';

export default { '/api': { target }, '/__control': { target } };
