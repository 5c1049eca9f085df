/// <reference types="node" />
export { type NodeAdapter, nodeAdapter } from './node-adapter';
export type { NodeAdapterOptions } from './node-adapter-options';
export { createImednetProxy, type ImednetProxy } from './proxy/create-imednet-proxy';
export type { ImednetProxyOptions, ProxyRateLimits } from './proxy/imednet-proxy-options';
export type { ProxyLimiter, ProxyRateLimit } from './proxy/proxy-limiter';
export type { ProxyRequest } from './proxy/proxy-request';
export type { ProxyRoute } from './proxy/proxy-route';
