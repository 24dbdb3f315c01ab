variable "text" {
  type    = string
  default = "plain"
}
variable "whole" {
  type    = number
  default = 42
}
variable "part" {
  type    = number
  default = 0.25
}
variable "yes" {
  type    = bool
  default = true
}
variable "nothing" {
  type    = string
  default = null
}
variable "required" {
  type = string
}
variable "untyped" {}
