export const handler = async ({ id }) => console.log(`order ${id} is still open`);
