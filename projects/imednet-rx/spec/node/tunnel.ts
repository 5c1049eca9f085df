import { connect, type Socket } from 'node:net';

/** Does what a proxy does for a CONNECT: joins the connection with one to a port of this machine. */
export function tunnel(authority: string, socket: Socket): void {
  const target = connect(Number(authority.split(':')[1]), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    target.pipe(socket).pipe(target);
  });
  socket.on('error', () => undefined).on('close', () => target.destroy());
  target.on('error', () => undefined).on('close', () => socket.destroy());
}
