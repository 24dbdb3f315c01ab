variable "a" {}
variable "b" { }
variable "c" { type = string }
variable "d" { default = { x = 1, y = [2] } }
output "o" { value = "x" }
