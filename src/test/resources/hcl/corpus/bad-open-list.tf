variable "x" {
  default = ["a", "b"
}
