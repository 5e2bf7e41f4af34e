import { OrderStore } from '../lib/order-store.js';

const store = new OrderStore();

export async function handler(event: { pathParameters: { id: string } }) {
  const order = await store.find(event.pathParameters.id);
  return order ? { statusCode: 200, body: JSON.stringify(order) } : { statusCode: 404, body: '' };
}
