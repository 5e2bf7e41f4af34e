/** Files of a module, and what their names say. https://opentofu.org/docs/language/files/ https://developer.hashicorp.com/terraform/language/files/override */
const MODULE_FILE = /\.(tf|tofu)(\.json)?$/;
const OVERRIDE = /(^|_)override\.(tf|tofu)(\.json)?$/;

export const isModuleFile = (file: string): boolean => MODULE_FILE.test(file);

/** Whether a file changes blocks of the others instead of adding some. */
export const isOverride = (file: string): boolean => OVERRIDE.test(file);

/** Names of the files of a module as they are read: OpenTofu's instead of Terraform's of the same name, overrides last. */
export function moduleFilesIn(names: readonly string[]): string[] {
  const files = names.filter(isModuleFile);
  const present = new Set(files);
  const read = files.filter((name) => !present.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu/.test(name));
  return [...read.filter((name) => !isOverride(name)), ...read.filter(isOverride)];
}
