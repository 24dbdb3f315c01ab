terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
provider "aws" {
  region = var.region
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/x"
  }
}
resource "aws_instance" "web" {
  count         = 2
  ami           = data.aws_ami.debian.id
  instance_type = "t3.small"
  root_block_device {
    volume_size = 20
  }
  dynamic "ebs_block_device" {
    for_each = var.disks
    iterator = disk
    content {
      device_name = disk.value.name
    }
  }
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags["x"], ami]
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo bye"
  }
}
data "aws_ami" "debian" {
  most_recent = true
  filter {
    name   = "name"
    values = ["debian-*"]
  }
}
moved {
  from = aws_instance.a
  to   = aws_instance.web
}
import {
  to = aws_instance.web[0]
  id = "i-1"
}
removed {
  from = aws_instance.old
  lifecycle { destroy = false }
}
check "up" {
  data "http" "x" { url = "https://example.org" }
  assert {
    condition     = data.http.x.status_code == 200
    error_message = "down"
  }
}
variable region { default = "eu-central-1" }
variable "disks" {
  type = list(object({ name = string }))
  default = []
}
output ids { value = aws_instance.web[*].id }
