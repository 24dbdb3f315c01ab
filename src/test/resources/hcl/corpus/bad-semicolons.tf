variable "x" { type = string; default = "x" }
