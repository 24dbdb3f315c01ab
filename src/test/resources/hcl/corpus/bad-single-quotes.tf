variable "x" {
  default = 'x'
}
