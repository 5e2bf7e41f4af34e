/** The time a usage file covers; undefined without one. */
export async function evidenceWindow(usage: string | undefined): Promise<{ from: string; to: string } | undefined> {
  if (usage === undefined) return undefined;
  const { readUsageFile } = await import('../../dynamic/usage-file/read.js');
  return (await readUsageFile(usage)).window;
}
