'use strict';

const AWSXRay = require('aws-xray-sdk-core');
const AWS = AWSXRay.captureAWS(require('aws-sdk'));
const { loadSettings } = require('./lib/settings');
const audit = require('./lib/audit');

const s3 = new AWS.S3({ params: { Bucket: 'acme-reports' } });
const documents = new AWS.DynamoDB.DocumentClient();

exports.handler = function (event, context, callback) {
  loadSettings('/reports/settings', function (error, settings) {
    if (error) return callback(error);
    const query = {
      TableName: process.env.REPORTS_TABLE,
      KeyConditionExpression: 'tenant = :t',
      ExpressionAttributeValues: { ':t': event.tenant },
    };
    documents.query(query, function (failure, page) {
      if (failure) return callback(failure);
      s3.upload({ Key: 'reports/' + event.tenant + '.json', Body: JSON.stringify(page.Items) })
        .promise()
        .then(function () {
          return s3.getSignedUrlPromise('getObject', { Key: 'reports/' + event.tenant + '.json', Expires: settings.expires });
        })
        .then(function (url) {
          audit.record(event.tenant, url);
          callback(null, { url: url });
        })
        .catch(callback);
    });
  });
};
