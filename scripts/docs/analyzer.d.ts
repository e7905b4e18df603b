// The analyzer ships no types for its command line, which is the only way in that adds its own Lit plugin.
declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: { argv: readonly string[]; cwd: string; noWrite: boolean }): Promise<import('./elements.ts').Manifest>;
}
