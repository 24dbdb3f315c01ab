variable "x" {
  default = "C:\dir"
}
