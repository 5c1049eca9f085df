/// <reference types="node" />
export { type NodeAdapter, nodeAdapter } from './node-adapter';
export type { NodeAdapterOptions } from './node-adapter-options';
