variable "list" { default = ["a", "b", ] }
variable "empty_list" { default = [] }
variable "empty_object" { default = {} }
variable "nested" {
  default = {
    list = [1, [2, 3], { a = null }]
    "quoted key" = "x"
    1 = "one"
    a : "colon"
    b = { c = { d = { e = true } } }, f = false
    true = "word"
  }
}
variable "lines" {
  default = [
    {
      a = 1
    },
    {
      a = 2
    }
  ]
}
variable "dashes" {
  default = {
    kebab-case = 1
    _private   = 2
  }
}
