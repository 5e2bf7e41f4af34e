/** `uploads-prod` → `UploadsProd`, `ORDERS_TABLE` → `OrdersTable`, `OrdersTable` stays: letters and digits only, as Sids demand. */
export function camelCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => {
      const rest = word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1);
      return word.charAt(0).toUpperCase() + rest;
    })
    .join('');
}
