variable "x" {
  default = <<EOT
text
}
