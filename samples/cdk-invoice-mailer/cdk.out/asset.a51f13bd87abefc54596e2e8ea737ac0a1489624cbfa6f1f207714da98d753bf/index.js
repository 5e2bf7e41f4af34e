"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// lambda/mailer.ts
var mailer_exports = {};
__export(mailer_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(mailer_exports);
var import_client_s3 = require("@aws-sdk/client-s3");
var import_client_sesv2 = require("@aws-sdk/client-sesv2");

// lambda/lib/invoices.ts
var import_client_dynamodb = require("@aws-sdk/client-dynamodb");
var import_lib_dynamodb = require("@aws-sdk/lib-dynamodb");
var client = import_lib_dynamodb.DynamoDBDocumentClient.from(new import_client_dynamodb.DynamoDBClient({}));
var TableName = process.env.INVOICES_TABLE;
async function invoiceById(invoiceId) {
  const { Item } = await client.send(new import_lib_dynamodb.GetCommand({ TableName, Key: { invoiceId } }));
  return Item;
}
async function markSent(invoiceId) {
  await client.send(
    new import_lib_dynamodb.UpdateCommand({
      TableName,
      Key: { invoiceId },
      UpdateExpression: "SET sent = :yes",
      ExpressionAttributeValues: { ":yes": true }
    })
  );
}

// lambda/mailer.ts
var s3 = new import_client_s3.S3Client({});
var mail = new import_client_sesv2.SESv2Client({});
async function handler(event) {
  for (const { body } of event.Records) {
    const invoice = await invoiceById(JSON.parse(body).invoiceId);
    const pdf = await s3.send(
      new import_client_s3.GetObjectCommand({ Bucket: process.env.ARCHIVE_BUCKET, Key: `invoices/${invoice.file}` })
    );
    const text = await pdf.Body?.transformToString();
    await mail.send(
      new import_client_sesv2.SendEmailCommand({
        FromEmailAddress: process.env.SENDER,
        Destination: { ToAddresses: [invoice.email] },
        Content: { Simple: { Subject: { Data: "Your invoice" }, Body: { Text: { Data: text ?? "" } } } }
      })
    );
    await markSent(invoice.invoiceId);
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
//# sourceMappingURL=index.js.map
