variable "x" {
  default =
}
