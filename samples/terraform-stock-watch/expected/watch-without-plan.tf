# Leave out what the module declares already.
data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

# aws_lambda_function.watch (src/index.mjs#handler)
data "aws_iam_policy_document" "watch" {
  statement {
    sid    = "ReadWriteAwsDynamodbTableStockTable"
    effect = "Allow"

    actions = [
      "dynamodb:Scan",
      "dynamodb:UpdateItem",
    ]

    resources = [
      aws_dynamodb_table.stock.arn,
    ]
  }

  statement {
    sid    = "WriteAwsLambdaStockWatchLogGroup"
    effect = "Allow"

    actions = [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]

    resources = [
      "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/stock-watch:*",
    ]
  }

  statement {
    sid    = "WriteAwsSnsTopicAlertsTopic"
    effect = "Allow"

    actions = [
      "sns:Publish",
    ]

    resources = [
      aws_sns_topic.alerts.arn,
    ]
  }

  statement {
    sid    = "ReadAwsSsmParameterThresholdParameter"
    effect = "Allow"

    actions = [
      "ssm:GetParameter",
    ]

    resources = [
      aws_ssm_parameter.threshold.arn,
    ]
  }
}
