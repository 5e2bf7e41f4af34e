import { SESv2 } from '@aws-sdk/client-sesv2';

const ses = new SESv2({});

export const sendMail = (to: string, subject: string, text: string) =>
  ses.sendEmail({
    FromEmailAddress: 'news@example.com',
    Destination: { ToAddresses: [to] },
    Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
  });
