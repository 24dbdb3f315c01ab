variable "größe" { default = "ü" }
variable "名前" { default = { "キー" = "値", ключ = 1 } }
