variable "crlf" {
  type    = string # comment
  default = "x"
}

variable "map" {
  default = {
    a = 1
    b = 2
  }
}
