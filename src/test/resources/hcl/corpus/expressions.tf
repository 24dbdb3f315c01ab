locals {
  arithmetic  = 1 + 2 * 3 - -4 / 5 % 6
  logic       = !true && (false || 1 <= 2) == (3 != 4)
  conditional = var.on ? "a" : var.off ? "b" : "c"
  index       = var.list[0].name["key"].x[*].y
  splat       = var.list.*.id
  legacy      = var.list.0.name
  call        = max(var.numbers...)
  trailing    = join(",", ["a"], )
  nested      = { for k, v in { a = 1 } : k => v... if v > 0 }
  tuple       = [for i, x in [1, 2] : x * i if x > 1]
  multi = (
    1 +
    2
  )
  lines = [
    for x in var.list :
    x
    if x != null
  ]
  object = {
    (var.key)        = 1
    "${var.key}-x"   = 2
    (1 + 2)          = 3
    under_score      = [4]
  }
  function = provider::toy::upper("x")
  heredoc  = format(<<EOT
%s
EOT
  , "x")
  multiline_call = merge(
    { a = 1 },
    { b = 2 },
  )
  empty_call = timestamp()
  chained    = coalesce(var.a, "b").c
  negative   = -var.x
  not        = !var.y
  compare    = 1 < 2
  in_index   = var.map[
    "key"
  ]
}
variable "list" { default = [] }
