variable "x" {
  default = <<EOT
text
EOT