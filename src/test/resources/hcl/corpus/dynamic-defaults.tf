variable "sum" { default = 1 + 2 }
variable "wrapped" { default = "${"x"}" }
variable "choice" { default = true ? "a" : "b" }
variable "loop" { default = [for x in ["a"] : x] }
variable "not" { default = !true }
variable "negative_in_list" { default = [-1, -2.5] }
variable "parentheses" { default = ("x") }
