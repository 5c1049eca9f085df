const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/** Takes the variables that name proxies out of the environment for each spec, and puts them back behind it. */
export function withoutProxyVariables(): void {
  const saved = new Map<string, string | undefined>();

  beforeEach(() => {
    for (const name of VARIABLES.flatMap((variable) => [variable, variable.toLowerCase()])) {
      saved.set(name, process.env[name]);
      Reflect.deleteProperty(process.env, name);
    }
  });
  afterEach(() => {
    for (const [name, value] of saved)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });
}
