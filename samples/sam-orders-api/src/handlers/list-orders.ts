import { OrderStore } from '../lib/order-store.js';

const store = new OrderStore();

export const handler = async (event: { pathParameters: { id: string } }) => ({
  statusCode: 200,
  body: JSON.stringify(await store.ofCustomer(event.pathParameters.id)),
});
