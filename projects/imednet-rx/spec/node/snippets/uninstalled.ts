/** Types of packages that the documentation uses beside ours, and that are not installed here. */
export const UNINSTALLED = `
declare module 'express-session' {
  export default function session(options: {
    secret: string; resave: boolean; saveUninitialized: boolean;
  }): import('express').RequestHandler;
}
declare namespace Express {
  interface Request {
    session: { user: { id: string; roles: readonly string[] } | undefined };
    sessionID: string;
  }
}
`;
