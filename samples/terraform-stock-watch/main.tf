terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "prefix" {
  type    = string
  default = "stock"
}

resource "aws_dynamodb_table" "stock" {
  name         = "${var.prefix}-levels"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "sku"

  attribute {
    name = "sku"
    type = "S"
  }
}

resource "aws_sns_topic" "alerts" {
  name = "${var.prefix}-alerts"
}

resource "aws_ssm_parameter" "threshold" {
  name  = "/stock/threshold"
  type  = "String"
  value = "10"
}

resource "aws_lambda_function" "watch" {
  function_name = "stock-watch"
  filename      = "src"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.watch.arn

  environment {
    variables = {
      STOCK_TABLE         = aws_dynamodb_table.stock.name
      ALERTS_TOPIC        = aws_sns_topic.alerts.arn
      THRESHOLD_PARAMETER = aws_ssm_parameter.threshold.name
    }
  }
}
