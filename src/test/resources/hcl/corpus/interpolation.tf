variable "plain" { default = "x" }
locals {
  a = "${var.plain}-${upper("in ${var.plain} \"deep\" ${jsonencode({ a = "}" })}")}"
  b = "%{ if var.plain == "x" }yes%{ else }no%{ endif }"
  c = "${~ var.plain ~}"
  d = "%{ for k, v in { a = 1 } ~}${k}=${v}%{ endfor ~}"
  e = "${
    var.plain
  }"
}
output "a" {
  description = "A"
  value       = "${local.a}${local.b}"
}
