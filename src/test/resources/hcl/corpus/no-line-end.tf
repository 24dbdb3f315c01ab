variable "last" {
  default = "no line end at the end of the file"
}