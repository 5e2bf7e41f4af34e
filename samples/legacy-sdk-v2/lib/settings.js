const SSM = require('aws-sdk/clients/ssm');

exports.loadSettings = function (name, done) {
  new SSM().getParameter({ Name: name, WithDecryption: false }, function (error, data) {
    done(error, data && JSON.parse(data.Parameter.Value));
  });
};
