/** Starting and stopping an HTTP server on loopback. */
import type { Server } from 'node:http';

/** Listens on loopback. Rejects when the port is taken. */
export const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/** `http://127.0.0.1:4000`, without trailing slash. */
export const addressOf = (server: Server): string => {
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : ''}`;
};

/** Stops listening and drops the connections. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
