import { App } from 'aws-cdk-lib';
import { InvoiceStack } from '../lib/invoice-stack.js';

new InvoiceStack(new App(), 'InvoiceStack');
