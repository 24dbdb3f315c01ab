variable "x" {
  default = "open
}
