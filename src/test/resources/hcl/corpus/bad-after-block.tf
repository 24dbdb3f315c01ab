variable "x" {} variable "y" {}
