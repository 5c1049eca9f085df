import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL(process.argv[2], import.meta.url));
worker.on('error', (error) => {
  console.error(error);
  process.exitCode = 1;
});
worker.on('exit', (code) => {
  process.exitCode ||= code;
});
