variable "a" { type = list(string) }
variable "b" { type = set(number) }
variable "c" { type = map(bool) }
variable "d" { type = tuple([string, number, bool]) }
variable "e" { type = any }
variable "f" { type = list(any) }
variable "g" { type = map(list(map(set(string)))) }
variable "h" { type = list }
variable "i" { type = map }
variable "j" { type = tuple([]) }
variable "k" { type = object({}) }
variable "l" {
  type = object({
    name = string
    port = number, tls = bool
    tags = optional(map(string))
    size = optional(number, 3)
    deep = optional(object({
      on   = optional(bool, true)
      list = optional(list(string), ["a", "b"])
      more = object({ x = string })
    }), { more = { x = "y" } })
  })
}
variable "m" { type = list(object({ a = string, b = optional(string, "b") })) }
variable "n" { type = (string) }
variable "o" {
  type = map(
    object(
      {
        cidr : string,
        zones : list(string)
      }
    )
  )
}
