const { ComprehendClient, DetectSentimentCommand } = require('@aws-sdk/client-comprehend');
const comments = require('./comments');

const comprehend = new ComprehendClient({});

exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const { id, text } = JSON.parse(body);
    const { Sentiment } = await comprehend.send(
      new DetectSentimentCommand({ Text: text, LanguageCode: process.env.LANGUAGE }),
    );
    await comments.setSentiment(id, Sentiment);
  }
};
