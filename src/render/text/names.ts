/** Words of a foreign name: `uploads-bucket`, `TABLE_NAME`, `ordersFn` → lower-case words of letters and digits. */
const words = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `TABLE_NAME` → `TableName`. Never empty and never starts with a digit: fit for logical ids and types. */
export function pascalCase(name: string): string {
  const text = words(name).map(capital).join('');
  return /^[A-Z]/.test(text) ? text : `X${text}`;
}

/** `TABLE_NAME` → `tableName`. */
export function camelCase(name: string): string {
  const text = pascalCase(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `TABLE_NAME` → `table_name`. */
export function snakeCase(name: string): string {
  const text = words(name).join('_');
  return /^[a-z]/.test(text) ? text : `x_${text}`;
}

/** Gives each key a name of its own, the same for the same key: `wanted`, else `wanted2`, `wanted3` … */
export class UniqueNames {
  private readonly byKey = new Map<string, string>();

  constructor(private readonly taken: Set<string> = new Set()) {}

  nameOf(key: string, wanted: string): string {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    let name = wanted;
    for (let count = 2; this.taken.has(name); count += 1) name = `${wanted}${count}`;
    this.taken.add(name);
    this.byKey.set(key, name);
    return name;
  }
}
